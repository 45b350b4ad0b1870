use super::*;
use secondlook_core::tree::{Row, walk};

fn tree(html: &str) -> PageTree {
    page_tree(html.as_bytes(), "https://example.test/", "2026-01-01T00:00:00Z").expect("UTF-8")
}

/// `parent tag name=value..` or `parent "text"`, one row a line.
fn lines(html: &str) -> Vec<String> {
    let line = |row: &Row| match row {
        Row::Element { parent, tag, attributes } => {
            let start = format!("{} {tag}", parent.map_or(-1, i64::from));
            attributes.iter().fold(start, |line, (name, value)| format!("{line} {name}={value}"))
        }
        Row::Text { parent, text } => format!("{parent} {text:?}"),
    };
    tree(html).rows.iter().map(line).collect()
}

fn gap(html: &str, kind: GapKind) -> u32 {
    tree(html).gaps.iter().find(|gap| gap.kind == kind).map_or(0, |gap| gap.count)
}

#[test]
fn a_file_that_breaks_off_says_so() {
    for whole in ["<html><body><p>x</body></html>", "<!DOCTYPE html><p>x</BODY>\n<!-- saved -->", "<div>a fragment"] {
        assert_eq!(gap(whole, GapKind::Cut), 0, "{whole}");
    }
    for cut in ["<html><body><p>x", "<html><body><p>x</bo", "<!doctype html>\n<p"] {
        assert_eq!(gap(cut, GapKind::Cut), 1, "{cut}");
    }
}

#[test]
fn rows_stand_in_document_order_with_their_parents() {
    let want =
        ["-1 html lang=en", "0 head", "1 title", "2 \"T\"", "0 body", "4 p class=a b", "5 \"x\"", "5 b", "7 \"y\""];
    assert_eq!(lines("<!doctype html><html lang=en><title>T</title><body><p class='a b'>x<b>y</b>"), want);
}

#[test]
fn text_runs_merge_over_comments_but_not_over_dropped_elements() {
    assert_eq!(lines("<body>a<!-- c -->b<style>i{}</style>c")[2..], ["0 body", "2 \"ab\"", "2 \"c\""]);
    assert_eq!(lines("<body><p>\n\t\u{a0}<!-- --> </p>")[3..], ["2 p", "3 \" \""]);
    assert_eq!(lines("<body><p> a\n</p>")[3..], ["2 p", "3 \" a\\n\""]);
    assert_eq!(lines("<body><p><!-- --></p>")[3..], ["2 p"]);
}

#[test]
fn what_the_user_typed_and_what_draws_is_a_row_without_inside() {
    let html = "<body><svg viewBox='0 0 1 1'><path d='M0'/><title>t</title></svg><textarea>mine</textarea>\
                <div contenteditable>mine</div><div contenteditable=false>site</div><select><option>o</select>\
                <input value=mine name=q><noscript>n</noscript><template><p>t</p></template>";
    let want = [
        "2 svg viewbox=0 0 1 1",
        "2 textarea",
        "2 div contenteditable=",
        "2 div contenteditable=false",
        "6 \"site\"",
        "2 select",
        "2 input name=q",
    ];
    assert_eq!(lines(html)[3..], want);
}

#[test]
fn only_data_blocks_of_scripts_are_taken() {
    let html = "<body><script>var a</script><script>window.A = {\"x\": 1}</script><script src=a.js></script>\
                <script type=application/ld+json>{}</script><script type=application/json id=e></script>";
    let want = [
        "2 script",
        "3 \"window.A = {\\\"x\\\": 1}\"",
        "2 script type=application/ld+json",
        "5 \"{}\"",
        "2 script type=application/json id=e",
    ];
    assert_eq!(lines(html)[3..], want);
}

#[test]
fn links_and_secret_metas_go() {
    let html = "<link rel=stylesheet href=a><link rel=canonical href=b><meta name=csrf-token content=abc>\
                <meta name=description content=abc>";
    let want = ["1 link rel=canonical href=b", "1 meta name=csrf-token", "1 meta name=description content=abc"];
    assert_eq!(lines(html)[2..5], want);
}

#[test]
fn attributes_keep_prefixes_and_lose_handlers() {
    let html = "<body><a HREF=/u onclick=x() style=s data-token=t>l</a><svg xlink:href=#a />";
    assert_eq!(lines(html)[3..], ["2 a href=/u", "3 \"l\"", "2 svg xlink:href=#a"]);
}

#[test]
fn a_declared_open_shadow_root_is_the_first_child_of_its_host() {
    let html = "<body><my-card>light<template shadowrootmode=open><p>in</p></template></my-card>\
                <div><template shadowrootmode=closed><p>in</p></template></div>\
                <a><template shadowrootmode=open><p>in</p></template></a>";
    let want = ["2 my-card", "3 #shadow-root", "4 p", "5 \"in\"", "3 \"light\"", "2 div", "2 a"];
    assert_eq!(lines(html)[3..], want);
    assert_eq!(gap(html, GapKind::ClosedShadow), 1);
}

#[test]
fn frames_are_said_to_be_unread() {
    assert_eq!(gap("<iframe src=a>x</iframe><iframe></iframe>", GapKind::Frame), 2);
    assert_eq!(gap("<frameset><frame src=a></frameset>", GapKind::Frame), 1);
}

#[test]
fn caps_are_said() {
    let blocks = "<script type=application/json>1</script>".repeat(walk::BLOCKS + 2);
    assert_eq!(gap(&blocks, GapKind::Blocks), 2);
    let long = format!("<script type=application/json>{}</script>", "1".repeat(walk::BLOCK_UNITS + 1));
    assert_eq!(gap(&long, GapKind::Blocks), 1);
    let many = "<p>a".repeat(walk::ROWS);
    assert_eq!(gap(&many, GapKind::Rows), 1);
    assert_eq!(tree(&many).rows.len(), walk::ROWS);
    let text = format!("<p>{}<p>short", "a".repeat(walk::TEXT_UNITS));
    assert_eq!(gap(&text, GapKind::Text), 1);
    let attributes: String = (0..100).fold(String::new(), |all, n| format!("{all} a{n}=1"));
    assert_eq!(gap(&format!("<p{attributes}>"), GapKind::Attributes), 1);
    assert_eq!(gap(&format!("<p title='{}'>", "a b".repeat(1 << 16)), GapKind::Attributes), 1);
    assert_eq!(gap(&format!("<img src='data:,{}'>", "a".repeat(1 << 20)), GapKind::Attributes), 0);
}

#[test]
fn what_follows_a_deep_nest_is_read() {
    for levels in [600, 100_000] {
        let html = format!("<body>{}x{}<p id=after>read", "<div>".repeat(levels), "</div>".repeat(levels));
        assert!(gap(&html, GapKind::Depth) > 0);
        let lines = lines(&html);
        assert_eq!(lines[lines.len() - 2..], ["2 p id=after".to_owned(), format!("{} \"read\"", lines.len() - 2)]);
    }
}

#[test]
fn every_prefix_of_a_page_is_read() {
    let html = "<!doctype html><html><body><my-x><template shadowrootmode=open><b>s</b></template>l</my-x>\
                <table><b>f<tr><td>c</table><a href='x&amp;y'>&eacute;<p>q</a><script>window.A={}</script>\
                <svg><foreignObject><p>in</foreignObject></svg><select><option>1</select>";
    for end in 0..=html.len() {
        let rows = tree(&html[..end]).rows;
        for (id, row) in rows.iter().enumerate() {
            assert!(row.parent().map_or(id == 0, |parent| (parent as usize) < id));
        }
    }
}
