//! The pages of ours with other people on them: every name, handle, place, time, photo, and who somebody says to be.

use secondlook_core::model::PageSnapshot;
use secondlook_core::model::Value;

use crate::judgement::{difference, judgement};
use crate::lives::{Cast, INTRODUCTIONS, Life, SIGNATURE};
use crate::long;
use crate::support::{engine, page, pages, read, report};

/// Shorter parts of names stand in other words.
const SHORTEST: usize = 3;
/// Characters by which the beginning of a text is found again in the page.
const BEGINNING: usize = 24;

/// A page whose people live other lives, and its address.
pub fn swapped(html: &str, url: &str, snapshot: &PageSnapshot, cast: Cast) -> (String, String) {
    let mut swaps: Vec<(String, String)> = Vec::new();
    for (at, person) in snapshot.people.iter().enumerate() {
        let life = cast.person(at);
        let id = person.id.as_ref().map_or("", |id| id.value.as_str());
        if let Some(name) = &person.name {
            // Where the name is the key of an address, it stays one.
            if name.value.eq_ignore_ascii_case(id) {
                swaps.push((name.value.clone(), life.handle.to_owned()));
                swaps.push((id.to_owned(), life.handle.to_owned()));
            } else {
                let mut parts = name.value.split_whitespace();
                swaps.push((name.value.clone(), life.full.to_owned()));
                swaps.extend(parts.next().map(|first| (first.to_owned(), life.given.to_owned())));
            }
        }
        let places = person.place.iter().flat_map(|place| place.value.split(", "));
        swaps.extend(places.zip([life.city, life.country]).map(|(from, to)| (from.to_owned(), to.to_owned())));
        if let Some(time) = &person.local_time {
            swaps.push((time.value.clone(), format!("{}:00 am local time ({})", 1 + at % 11, life.zone)));
        }
    }
    let address =
        swaps.iter().filter(|(from, _)| from.len() > 5).fold(url.to_owned(), |url, (from, to)| url.replace(from, to));
    let texts = snapshot.proposals.iter().map(|one| (one.person.as_deref(), one.letter.as_ref()));
    let texts =
        texts.chain(snapshot.people.iter().map(|one| (one.id.as_ref().map(|id| id.value.as_str()), one.bio.as_ref())));
    let owner =
        |id: Option<&str>| snapshot.people.iter().position(|one| one.id.as_ref().map(|id| id.value.as_str()) == id);
    let introduced: Vec<(String, &Life)> =
        texts.filter_map(|(who, text)| Some((beginning(text?)?, cast.person(owner(who)?)))).collect();
    (by_parts(html, &swaps, &introduced, cast), address)
}

/// How a text begins, in characters that are written alike in a page and in a script.
fn beginning(text: &Value<String>) -> Option<String> {
    let plain = |c: &char| c.is_alphanumeric() || *c == ' ' || *c == ',';
    let begin: String = text.value.chars().take(BEGINNING).take_while(plain).collect();
    (begin.len() >= 8).then_some(begin)
}

/// Scripts and the page around them, each with its own way of writing a name.
fn by_parts(html: &str, swaps: &[(String, String)], introduced: &[(String, &Life)], cast: Cast) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find("<script") {
        let end = rest[open..].find("</script>").map_or(rest.len(), |end| open + end);
        out.push_str(&photos(&part(&rest[..open], swaps, introduced, in_page), cast));
        out.push_str(&part(&rest[open..end], swaps, introduced, in_script));
        rest = &rest[end..];
    }
    out + &photos(&part(rest, swaps, introduced, in_page), cast)
}

fn part(html: &str, swaps: &[(String, String)], introduced: &[(String, &Life)], written: fn(&str) -> String) -> String {
    let mut html = html.to_owned();
    for (begin, life) in introduced {
        // Behind the first word, so that a greeting stays the greeting.
        let said = format!(
            "{begin} \u{2014} {} {} \u{2014} ",
            life.fill(INTRODUCTIONS[0]),
            life.fill(SIGNATURE).replace('\n', " ")
        );
        html = html.replace(begin.as_str(), &written(&said));
    }
    for (from, to) in swaps {
        html = whole_words(&html, from, &written(to));
    }
    html
}

/// A text with a word replaced wherever it stands by itself.
fn whole_words(text: &str, from: &str, to: &str) -> String {
    if from.chars().count() < SHORTEST {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(from) {
        let (before, behind) = (&rest[..at], &rest[at + from.len()..]);
        let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        out.push_str(before);
        out.push_str(if joined(before.chars().next_back()) || joined(behind.chars().next()) { from } else { to });
        rest = behind;
    }
    out + rest
}

fn in_page(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace('\'', "&#39;")
}

fn in_script(text: &str) -> String {
    text.replace('"', "\\u0022").replace('\'', "\\u0027").replace('<', "\\u003c")
}

/// Every picture as the first person has one: with another description, or none at all.
fn photos(html: &str, cast: Cast) -> String {
    let (mut out, mut rest, mut at) = (String::with_capacity(html.len()), html, 0);
    while let Some(open) = rest.find("<img") {
        let Some(end) = rest[open..].find('>').map(|end| open + end + 1) else { break };
        out.push_str(&rest[..open]);
        let photo = cast.person(at).photo;
        if !photo.is_empty() {
            out.push_str(&format!("<img src=\"/p/{at}.jpg\" alt=\"{}\">", in_page(photo)));
        }
        at += 1;
        rest = &rest[end..];
    }
    out + rest
}

#[test]
fn no_page_tells_lives_apart() {
    let engine = engine();
    let (mut tried, mut findings, mut people, mut wrong) = (0, 0, 0, Vec::new());
    for (number, name) in pages().into_iter().enumerate() {
        let page = page(&name);
        let snapshot = read(&page.html, &page.url, &page.captured_at);
        let html = String::from_utf8(page.html).unwrap();
        let of = |cast: Cast| {
            let (html, url) = swapped(&html, &page.url, &snapshot, cast);
            report(&engine, html.as_bytes(), &url, &page.captured_at)
        };
        let first = of(Cast(0));
        let as_it_is = report(&engine, html.as_bytes(), &page.url, &page.captured_at);
        let rules = |report: &secondlook_core::report::Report| {
            report.findings.iter().map(|one| one.rule.clone()).collect::<Vec<_>>()
        };
        assert_eq!(rules(&first), rules(&as_it_is), "{name}: the page is still the page");
        assert_eq!(first.items.len(), as_it_is.items.len(), "{name}: all of it is still read");
        people += snapshot.people.len();
        let first = judgement(&first);
        let casts: Vec<usize> =
            if long() { (1..200).collect() } else { (1..=4).map(|n| (number * 11 + n * 47) % 199 + 1).collect() };
        for cast in casts {
            let report = of(Cast(cast));
            tried += 1;
            findings += report.findings.len();
            if let Some(what) = difference(&first, &judgement(&report)) {
                wrong.push(format!("{name} with {}: {what}", Cast(cast).person(0).full));
            }
        }
    }
    println!("{tried} variations of pages with {people} people");
    assert!(wrong.is_empty(), "{} of {tried} vary:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
    assert!(tried >= 80 && people >= 30 && findings >= 3, "{tried} {people} {findings}");
}
