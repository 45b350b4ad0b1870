//! A collection of letters for a terminal.

use super::columns::{Look, side_by_side};
use super::letters::{Said, SaidGroup};
use super::lines::Lines;
use super::marked::Face;

/// Letters listed a group.
const MEMBERS: usize = 20;
/// Bytes of a letter that are shown.
const SHOWN: usize = 2_000;
/// Characters of a slot's value that are shown.
const VALUE: usize = 60;

/// The whole text. `more` says how many are not listed.
pub fn text(said: &Said, look: Look, more: &dyn Fn(usize) -> String) -> String {
    let mut out = Lines::new(look.width);
    for line in said.summary.iter().chain(&said.notes) {
        out.paragraph("", line);
    }
    for group in &said.groups {
        of_group(&mut out, group, said, look, more);
    }
    if !said.pairs.is_empty() {
        out.heading(&said.apart);
        for pair in &said.pairs {
            out.item("  ", pair);
        }
    }
    if !said.innocents.is_empty() {
        out.heading(&said.innocent);
        for innocent in &said.innocents {
            out.item("  ", innocent);
        }
    }
    out.heading(&said.background);
    out.text
}

fn of_group(out: &mut Lines, group: &SaidGroup, said: &Said, look: Look, more: &dyn Fn(usize) -> String) {
    out.heading(&group.heading);
    out.paragraph("  ", &group.fixed);
    out.paragraph("  ", &group.template_heading);
    let template = group.template.iter().map(|(text, slot)| if *slot { in_quotes(text) } else { text.clone() });
    out.paragraph("    ", &template.collect::<Vec<_>>().join(" "));
    out.paragraph("  ", &group.members_heading);
    for member in group.members.iter().take(MEMBERS) {
        out.item("    ", &format!("{} ({})", member.id, member.by));
        let values = group
            .slots
            .iter()
            .zip(&member.values)
            .filter_map(|(slot, value)| Some(format!("{} {}", in_quotes(slot), short(value.as_ref()?))));
        out.paragraph("      ", &values.collect::<Vec<_>>().join("; "));
    }
    if group.members.len() > MEMBERS {
        out.paragraph("    ", &more(group.members.len() - MEMBERS));
    }
    if !group.closest.sentence.is_empty() {
        out.paragraph("  ", &group.closest.sentence);
        let faces = group.closest.sides.each_ref().map(|(name, text, passages)| Face { name, text, passages });
        out.text.push_str(&side_by_side(faces, look, SHOWN, &said.cut));
    }
}

fn in_quotes(slot: &str) -> String {
    format!("\u{2039}{slot}\u{203a}")
}

fn short(value: &str) -> String {
    let mut short: String = value.chars().take(VALUE).collect();
    if short.len() < value.len() {
        short.push('\u{2026}');
    }
    short
}
