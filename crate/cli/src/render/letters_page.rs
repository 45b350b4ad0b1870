//! A collection of letters as one HTML file.

use super::letters::{Said, SaidGroup};
use super::marked::Face;
use super::markup::Html;
use super::{page, sides};

/// Letters listed a group.
const MEMBERS: usize = 200;
/// Bytes of a letter that are shown.
const SHOWN: usize = 20_000;

/// The whole file. `more` says how many are not listed.
pub fn html(said: &Said, language: &str, more: &dyn Fn(usize) -> String) -> String {
    let css = format!("{}{}", page::CSS, sides::CSS);
    let title = said.summary.join(" ");
    let mut out = Html::begin(language, &format!("Second Look: {title}"), &css);
    out.raw("<header>\n<h1>Second Look</h1>\n").p(&title);
    for note in &said.notes {
        out.p(note);
    }
    out.raw("</header>\n<main>\n");
    for (number, group) in (1..).zip(&said.groups) {
        of_group(&mut out, number, group, said, more);
    }
    if !said.pairs.is_empty() {
        out.raw("<h2>").text(&said.apart).raw("</h2>\n").list(&said.pairs);
    }
    if !said.innocents.is_empty() {
        out.raw("<h2>").text(&said.innocent).raw("</h2>\n").list(&said.innocents);
    }
    out.raw("</main>\n<footer>\n").p(&said.background).raw("</footer>\n</body>\n</html>\n");
    out.0
}

fn of_group(out: &mut Html, number: usize, group: &SaidGroup, said: &Said, more: &dyn Fn(usize) -> String) {
    out.raw("<section>\n<h2>").text(&group.heading).raw("</h2>\n").p(&group.fixed);
    out.raw("<h3>").text(&group.template_heading).raw("</h3>\n");
    if !group.template.is_empty() {
        out.raw("<blockquote dir=\"auto\">");
        for (at, (text, slot)) in group.template.iter().enumerate() {
            out.raw(if at > 0 { " " } else { "" });
            if *slot {
                out.raw("<span class=\"slot\">").text(text).raw("</span>");
            } else {
                out.text(text);
            }
        }
        out.raw("</blockquote>\n");
    }
    out.raw("<h3>").text(&group.members_heading).raw("</h3>\n<div class=\"scroll\">\n<table>\n");
    for member in group.members.iter().take(MEMBERS) {
        out.raw("<tr><th scope=\"row\" dir=\"auto\">").text(&member.id).raw("</th><td dir=\"auto\">").text(&member.by);
        out.raw("</td><td dir=\"auto\">");
        let values = group.slots.iter().zip(&member.values).filter_map(|(slot, value)| Some((slot, value.as_ref()?)));
        for (at, (slot, value)) in values.enumerate() {
            out.raw(if at > 0 { "<br>" } else { "" });
            out.raw("<span class=\"slot\">").text(slot).raw("</span> ").text(value);
        }
        out.raw("</td></tr>\n");
    }
    out.raw("</table>\n</div>\n");
    if group.members.len() > MEMBERS {
        out.p(&more(group.members.len() - MEMBERS));
    }
    if !group.closest.sentence.is_empty() {
        out.raw("<h3 dir=\"auto\">").text(&group.closest.sentence).raw("</h3>\n");
        let faces = group.closest.sides.each_ref().map(|(name, text, passages)| Face { name, text, passages });
        sides::sides(out, faces, &format!("g{number}p"), SHOWN, &said.cut);
    }
    out.raw("</section>\n");
}
