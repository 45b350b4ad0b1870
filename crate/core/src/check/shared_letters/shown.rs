//! The template of a group as a report shows it, and the private details that its letters have in common.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::entry::{Entry, Place};
use crate::model::PageSnapshot;
use crate::report::{Member, Part, Template};
use crate::text::identifiers::private_details;
use crate::text::letter::Letter;
use crate::text::offsets::Offsets;
use crate::text::order::sort_by_key;
use crate::text::post;
use crate::text::template::{self, Known, template};

/// The template behind letters, if there is one to show.
pub fn shown(snapshot: &PageSnapshot, members: &[(&Entry<'_>, &Letter)]) -> Option<Template> {
    let texts: Vec<(&str, &Letter)> = members.iter().map(|(entry, letter)| (entry.text(), *letter)).collect();
    let found = template(&texts, &known(snapshot, members))?;
    let parts = found.parts.into_iter().map(|part| match part {
        template::Part::Fixed(fixed) => Part::Fixed { fixed },
        template::Part::Slot { kind, holds } => Part::Slot { slot: kind, holds },
    });
    let member = |((entry, _), places): (&(&Entry<'_>, &Letter), &Vec<Option<Range<usize>>>)| {
        let text = entry.text();
        let offsets = Offsets::new(text);
        let place = |bytes: &Range<usize>| {
            let units = offsets.utf16_range(bytes.clone());
            Some((units.start as u32, units.end as u32, text.get(bytes.clone())?.to_owned()))
        };
        let places = places.iter().map(|bytes| place(bytes.as_ref()?)).collect();
        match entry.place {
            Place::Here(proposal, _) => Member { proposal: Some(proposal), seen: None, places },
            Place::Earlier(seen) => Member { proposal: None, seen: Some(seen.clone()), places },
        }
    };
    let members = members.iter().zip(&found.places).map(member).collect();
    Some(Template { parts: parts.collect(), members, fixed_share: found.fixed_share })
}

fn known(snapshot: &PageSnapshot, members: &[(&Entry<'_>, &Letter)]) -> Known {
    let job = snapshot.job.as_ref();
    let here = |value: Option<&crate::model::Value<String>>| value.map(|value| value.value.clone());
    let others = members.iter().filter_map(|(entry, _)| match entry.place {
        Place::Earlier(seen) => seen.job.clone(),
        Place::Here(..) => post::title(entry.post(snapshot)?).map(str::to_owned),
    });
    let titles: BTreeSet<String> = others.chain(here(job.and_then(|job| job.title.as_ref()))).collect();
    Known {
        titles: titles.into_iter().collect(),
        companies: here(job.and_then(|job| job.client.as_ref())).into_iter().collect(),
    }
}

/// Where letters of two or more authors name one private detail (an address, a number, a link of their own) that the
/// job post does not name: position among the members, and bytes.
pub fn details(snapshot: &PageSnapshot, members: &[(&Entry<'_>, &Letter)]) -> Vec<(usize, Range<usize>)> {
    let job = snapshot.job.as_ref();
    let of_page = [job.and_then(|job| job.title.as_ref()), job.and_then(|job| job.description.as_ref())];
    let posts = of_page.into_iter().flatten().map(|text| text.value.as_str());
    let posts = posts.chain(members.iter().filter_map(|(entry, _)| entry.post(snapshot)));
    let of_post: BTreeSet<String> = posts.flat_map(private_details).map(|detail| detail.value).collect();
    let mut named: BTreeMap<String, Vec<(usize, Range<usize>)>> = BTreeMap::new();
    for (at, (entry, _)) in members.iter().enumerate() {
        let mut own = BTreeSet::new();
        for detail in private_details(entry.text()) {
            if !of_post.contains(&detail.value) && own.insert(detail.value.clone()) {
                named.entry(detail.value).or_default().push((at, detail.at));
            }
        }
    }
    let author = |at: usize| members.get(at).and_then(|(entry, _)| entry.person);
    let of_two = |places: &Vec<(usize, Range<usize>)>| {
        let authors: BTreeSet<&str> = places.iter().filter_map(|(at, _)| author(*at)).collect();
        authors.len() > 1
    };
    let mut places: Vec<_> = named.into_values().filter(of_two).flatten().collect();
    sort_by_key(&mut places, |(at, bytes)| (*at, bytes.start));
    places
}
