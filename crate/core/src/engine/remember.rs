//! What a host may keep of a page for the rest of a job session: its letters.

use crate::check::work::letter_key;
use crate::model::{PageSnapshot, Proposal, SeenLetter};
use crate::text::post;

/// The letters of a page, as [`crate::check::Memories`] takes them on a later page. A letter without an author is not
/// kept: nothing could be said about who shares it.
pub fn letters(snapshot: &PageSnapshot) -> Vec<SeenLetter> {
    snapshot.proposals.iter().filter_map(|proposal| letter(snapshot, proposal)).collect()
}

fn letter(snapshot: &PageSnapshot, proposal: &Proposal) -> Option<SeenLetter> {
    let text = proposal.letter.as_ref().filter(|text| !text.value.trim().is_empty())?;
    let id = proposal.person.as_ref()?;
    let person = snapshot.people.iter().find(|person| person.id.as_ref().is_some_and(|known| known.value == *id));
    let job = snapshot.job.as_ref();
    let of_job = |value: Option<&crate::model::Value<String>>| value.map(|value| value.value.clone());
    let post = of_job(proposal.post.as_ref());
    let own_title = post.as_deref().and_then(post::title).map(str::to_owned);
    let title = of_job(job.and_then(|job| job.title.as_ref())).or(own_title);
    let description = of_job(job.and_then(|job| job.description.as_ref())).or(post);
    Some(SeenLetter {
        key: letter_key(snapshot, proposal)?,
        url: snapshot.page.url.clone(),
        at: snapshot.page.captured_at.clone(),
        job: title.clone(),
        person: Some(id.clone()),
        name: of_job(person.and_then(|person| person.name.as_ref())),
        agency: of_job(person.and_then(|person| person.agency.as_ref())),
        text: text.value.clone(),
        job_text: [title, description].into_iter().flatten().collect::<Vec<_>>().join("\n"),
    })
}
