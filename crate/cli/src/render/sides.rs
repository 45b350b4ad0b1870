//! Two letters side by side in HTML, the shared passages linked with each other.

use super::marked::Face;
use super::markup::Html;

/// What these pages add to the looks of every page.
pub const CSS: &str = include_str!("sides.css");

/// Two letters, each cut after so many bytes with the words `cut`. `id` begins the anchors of this pair.
pub fn sides(out: &mut Html, faces: [Face; 2], id: &str, most: usize, cut: &str) {
    out.raw("<div class=\"sides\">\n");
    for (face, [own, other]) in faces.iter().zip([["a", "b"], ["b", "a"]]) {
        out.raw("<section>\n<h3 dir=\"auto\">").text(face.name).raw("</h3>\n<div class=\"letter\" dir=\"auto\">");
        let (pieces, was_cut) = face.pieces(most);
        for piece in pieces {
            match piece.passage {
                None => out.text(piece.text),
                Some(number) => out
                    .raw(&format!("<mark id=\"{id}{number}{own}\"><a href=\"#{id}{number}{other}\">{number}</a> "))
                    .text(piece.text)
                    .raw("</mark>"),
            };
        }
        if was_cut {
            out.raw(" \u{2026} ").text(cut);
        }
        out.raw("</div>\n</section>\n");
    }
    out.raw("</div>\n");
}
