//! What of a letter's identifiers points at one person or firm: two letters that share it come from one hand, or from
//! two who answer at one place.

use super::plain::Plain;
use super::signs::last_bytes;
use super::{Found, Identifier, Kind, Part, beginning, known, located, scan};

/// Names in front of `@` and labels that stand for anybody's.
const ANYBODY: &str = "user username name your yourname you your-email youremail email mail someone me info test admin root \
    noreply no-reply support hello john.doe johndoe jane.doe foo bar abc xyz client customer ubuntu example";

/// Words of someone who speaks of their own work.
const CLAIMS: &str = "my our mine i we portfolio profile built made created wrote developed author";

/// The identifiers that point at one person or firm, in a form in which equal ones are equal: no scheme, no "www.", no
/// closing slash, no parameters that only count visits, small letters.
///
/// Left out: sites that everybody links, hosts that are only spoken of, placeholders. What the job post names as well is
/// not the writer's: callers take the job's own identifiers away. Wallets are left to [`super::identifiers`]: letters seldom
/// hold one, and their checksums would weigh on everybody's download.
pub fn private_details(text: &str) -> Vec<Identifier> {
    let plain = Plain::new(beginning(text));
    let found = scan(&plain);
    found.into_iter().filter_map(|found| private(&plain, found)).map(|found| located(&plain, found)).collect()
}

fn private(plain: &Plain, mut found: Found) -> Option<Found> {
    let keep = match found.kind {
        Kind::Wallet { .. } => false,
        Kind::Phone => !is_filler(&found.value),
        Kind::Handle { .. } => {
            !known::has(ANYBODY, &found.value) && !found.value.ends_with("bot") && found.value != "botfather"
        }
        Kind::Email => {
            let (name, host) = found.value.split_once('@')?;
            let mail = known::has(known::MAIL, known::owner(host));
            let everyones = known::pages(host, "") == known::Pages::Everyones && !mail;
            let placeholder = known::has("example test", known::owner(host));
            // A firm's own "info@" is its own; "info@gmail.com" and "you@example.com" are nobody's.
            let anybody = known::has(ANYBODY, name) && (mail || placeholder || everyones);
            !anybody && (!everyones || placeholder)
        }
        Kind::Url | Kind::Host if found.part == Part::Mentioned => false,
        Kind::Url | Kind::Host => {
            found.value = comparable(&found.value);
            let (host, path) = split(&found.value);
            let own_below = known::has("example", known::owner(host)) && host.matches('.').count() > 1;
            let claimed = !known::is_repository(host, path) || is_claimed(plain, found.at.start);
            own_below || (claimed && known::pages(host, path) != known::Pages::Everyones)
        }
    };
    keep.then_some(found)
}

/// Whether the words before say that the writer made what follows.
fn is_claimed(plain: &Plain, at: usize) -> bool {
    let before = last_bytes(plain.text().get(..at).unwrap_or_default(), 48);
    before.split(|c: char| !c.is_alphanumeric()).any(|word| known::has(CLAIMS, word))
}

/// Numbers from documentation: one digit repeated, or a count.
fn is_filler(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    let steps = |step: u8| bytes.windows(2).all(|pair| matches!(pair, [a, b] if (b + 10 - a) % 10 == step));
    steps(0) || steps(1) || steps(9)
}

fn split(address: &str) -> (&str, &str) {
    address.split_at(address.find(['/', '?', '#']).unwrap_or(address.len()))
}

/// An address without what does not change where it leads.
fn comparable(address: &str) -> String {
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    let address = address.strip_prefix("www.").unwrap_or(address).to_lowercase();
    // Pages of one program stand behind "#/"; other fragments are places on one page.
    let address = match address.split_once('#') {
        Some((place, part)) if !part.starts_with(['/', '!']) => place,
        _ => address.as_str(),
    };
    let (place, query) = address.split_once('?').unwrap_or((address, ""));
    let counts = |part: &str| {
        ["utm_", "ref=", "fbclid", "gclid", "igsh", "mibextid", "si=", "lang=", "hl="]
            .iter()
            .any(|known| part.starts_with(known))
    };
    let kept: Vec<&str> = query.split('&').filter(|part| !part.is_empty() && !counts(part)).collect();
    let place = place.trim_end_matches('/');
    if kept.is_empty() { place.to_owned() } else { format!("{place}?{}", kept.join("&")) }
}
