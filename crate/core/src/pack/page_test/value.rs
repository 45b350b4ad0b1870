//! A field of a snapshot by its name, as text: what a saved page is compared by.

use crate::model::{
    Amount, Chat, Contract, ContractState, Job, PageKind, PageSnapshot, Person, Proposal, Review, ReviewBy, Value, When,
};

/// What stands in a field.
struct Found {
    value: Option<String>,
    currency: Option<String>,
}

/// What stands in a field, as text; the outer none is a field that no snapshot has, the inner one a field that was not read.
///
/// `kind`, `layout`; `people` and the other lists are their length; `people[0].rate` and `people[0].rate.currency`; `job.title`;
/// `totals.reviews`.
pub fn value_at(snapshot: &PageSnapshot, field: &str) -> Option<Option<String>> {
    let counted = |length: usize| Some(Some(length.to_string()));
    match field {
        "kind" => return Some(Some(kind_word(snapshot.kind).to_owned())),
        "layout" => return Some(snapshot.page.layout.clone()),
        "people" => return counted(snapshot.people.len()),
        "proposals" => return counted(snapshot.proposals.len()),
        "contracts" => return counted(snapshot.contracts.len()),
        "reviews" => return counted(snapshot.reviews.len()),
        "messages" => return counted(snapshot.messages.len()),
        _ => {}
    }
    let (root, rest) = field.split_once('.')?;
    if root == "totals" {
        return Some(snapshot.totals.get(rest).map(u64::to_string));
    }
    let (name, currency) = rest.strip_suffix(".currency").map_or((rest, false), |name| (name, true));
    let found = if root == "job" {
        in_job(snapshot.job.as_ref().unwrap_or(&Job::default()), name)?
    } else {
        let (list, at) = root.strip_suffix(']')?.split_once('[')?;
        let at: usize = at.parse().ok()?;
        match list {
            "people" => in_person(snapshot.people.get(at).unwrap_or(&Person::default()), name)?,
            "proposals" => in_proposal(snapshot.proposals.get(at).unwrap_or(&Proposal::default()), name)?,
            "contracts" => in_contract(snapshot.contracts.get(at).unwrap_or(&Contract::default()), name)?,
            "reviews" => in_review(snapshot.reviews.get(at).unwrap_or(&Review::default()), name)?,
            "messages" => in_chat(snapshot.messages.get(at).unwrap_or(&Chat::default()), name)?,
            _ => return None,
        }
    };
    Some(if currency { found.currency } else { found.value })
}

fn of<T>(value: Option<&Value<T>>, text: fn(&T) -> String) -> Found {
    Found { value: value.map(|value| text(&value.value)), currency: value.and_then(|value| value.currency.clone()) }
}

fn plain(value: Option<String>) -> Found {
    Found { value, currency: None }
}

fn list(values: &[Value<String>]) -> Found {
    let all: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
    plain((!all.is_empty()).then(|| all.join(", ")))
}

fn amount(amount: &Amount) -> String {
    match amount {
        Amount::One(one) => one.clone(),
        Amount::Between(low, high) => [low, " to ", high].concat(),
    }
}

fn when(when: &When) -> String {
    match when {
        When::At(at) => at.clone(),
        When::Between(first, last) => [first, " to ", last].concat(),
    }
}

fn kind_word(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Profile => "profile",
        PageKind::Proposals => "proposals",
        PageKind::Reviews => "reviews",
        PageKind::Messages => "messages",
        PageKind::Diary => "diary",
        PageKind::Job => "job",
        PageKind::Search => "search",
        PageKind::Blocked => "blocked",
        PageKind::Unknown => "unknown",
    }
}

fn state_word(state: ContractState) -> &'static str {
    match state {
        ContractState::Completed => "completed",
        ContractState::InProgress => "in_progress",
        ContractState::Cancelled => "cancelled",
    }
}

fn by_word(by: ReviewBy) -> &'static str {
    match by {
        ReviewBy::Client => "client",
        ReviewBy::Freelancer => "freelancer",
    }
}

fn in_job(job: &Job, field: &str) -> Option<Found> {
    Some(match field {
        "id" => of(job.id.as_ref(), Clone::clone),
        "title" => of(job.title.as_ref(), Clone::clone),
        "description" => of(job.description.as_ref(), Clone::clone),
        "client" => of(job.client.as_ref(), Clone::clone),
        "posted_at" => of(job.posted_at.as_ref(), when),
        "budget" => of(job.budget.as_ref(), amount),
        "skills" => list(&job.skills),
        _ => return None,
    })
}

fn in_person(person: &Person, field: &str) -> Option<Found> {
    Some(match field {
        "id" => of(person.id.as_ref(), Clone::clone),
        "name" => of(person.name.as_ref(), Clone::clone),
        "title" => of(person.title.as_ref(), Clone::clone),
        "agency" => of(person.agency.as_ref(), Clone::clone),
        "place" => of(person.place.as_ref(), Clone::clone),
        "local_time" => of(person.local_time.as_ref(), Clone::clone),
        "rate" => of(person.rate.as_ref(), amount),
        "bio" => of(person.bio.as_ref(), Clone::clone),
        "job_success" => of(person.job_success.as_ref(), f64::to_string),
        "badges" => list(&person.badges),
        "jobs" => of(person.jobs.as_ref(), f64::to_string),
        "hours" => of(person.hours.as_ref(), f64::to_string),
        "earnings" => of(person.earnings.as_ref(), amount),
        "member_since" => of(person.member_since.as_ref(), when),
        "rating" => of(person.rating.as_ref(), f64::to_string),
        "rating_count" => of(person.rating_count.as_ref(), f64::to_string),
        "bids_sent" => of(person.bids_sent.as_ref(), f64::to_string),
        "bids_won" => of(person.bids_won.as_ref(), f64::to_string),
        _ => return None,
    })
}

fn in_proposal(proposal: &Proposal, field: &str) -> Option<Found> {
    Some(match field {
        "id" => of(proposal.id.as_ref(), Clone::clone),
        "person" => plain(proposal.person.clone()),
        "at" => of(proposal.at.as_ref(), when),
        "amount" => of(proposal.amount.as_ref(), amount),
        "currency" => of(proposal.currency.as_ref(), Clone::clone),
        "days" => of(proposal.days.as_ref(), f64::to_string),
        "letter" => of(proposal.letter.as_ref(), Clone::clone),
        "post" => of(proposal.post.as_ref(), Clone::clone),
        _ => return None,
    })
}

fn in_contract(contract: &Contract, field: &str) -> Option<Found> {
    Some(match field {
        "person" => plain(contract.person.clone()),
        "title" => of(contract.title.as_ref(), Clone::clone),
        "state" => plain(contract.state.map(|state| state_word(state).to_owned())),
        "started" => of(contract.started.as_ref(), when),
        "ended" => of(contract.ended.as_ref(), when),
        "client" => of(contract.client.as_ref(), Clone::clone),
        "client_key" => of(contract.client_key.as_ref(), Clone::clone),
        "amount" => of(contract.amount.as_ref(), amount),
        "rate" => of(contract.rate.as_ref(), amount),
        "hours" => of(contract.hours.as_ref(), f64::to_string),
        "agency" => of(contract.agency.as_ref(), Clone::clone),
        _ => return None,
    })
}

fn in_review(review: &Review, field: &str) -> Option<Found> {
    Some(match field {
        "person" => plain(review.person.clone()),
        "contract" => plain(review.contract.map(|at| at.to_string())),
        "client" => of(review.client.as_ref(), Clone::clone),
        "client_key" => of(review.client_key.as_ref(), Clone::clone),
        "repeat" => of(review.repeat.as_ref(), bool::to_string),
        "title" => of(review.title.as_ref(), Clone::clone),
        "at" => of(review.at.as_ref(), when),
        "amount" => of(review.amount.as_ref(), amount),
        "rating" => of(review.rating.as_ref(), f64::to_string),
        "text" => of(review.text.as_ref(), Clone::clone),
        "by" => plain(review.by.map(|by| by_word(by).to_owned())),
        _ => return None,
    })
}

fn in_chat(chat: &Chat, field: &str) -> Option<Found> {
    Some(match field {
        "person" => plain(chat.person.clone()),
        "at" => of(chat.at.as_ref(), when),
        "text" => of(chat.text.as_ref(), Clone::clone),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Source;

    /// Every field of every item of a snapshot has a name here: a new one is not forgotten.
    #[test]
    fn every_field_of_a_snapshot_can_be_expected() {
        let schema = schemars::schema_for!(PageSnapshot);
        let schema = serde_json::to_value(schema).unwrap();
        let mut known = 0;
        for (item, root) in [
            ("Job", "job"),
            ("Person", "people[0]"),
            ("Proposal", "proposals[0]"),
            ("Contract", "contracts[0]"),
            ("Review", "reviews[0]"),
            ("Chat", "messages[0]"),
        ] {
            for name in schema["$defs"][item]["properties"].as_object().unwrap().keys().filter(|name| *name != "row") {
                known += 1;
                let field = format!("{root}.{name}");
                assert_eq!(value_at(&PageSnapshot::default(), &field), Some(None), "{field}");
            }
        }
        assert!(known > 50, "{known}");
    }

    #[test]
    fn values_are_texts() {
        let value = |value, currency: &str| {
            let source = Source { row: None, path: String::new() };
            Some(Value { value, currency: Some(currency.to_owned()), source, shown: Vec::new() })
        };
        let rate = value(Amount::Between("20".to_owned(), "35.50".to_owned()), "EUR");
        let person = Person { rate, ..Person::default() };
        let snapshot = PageSnapshot { people: vec![person], kind: PageKind::Profile, ..PageSnapshot::default() };
        let at = |field: &str| value_at(&snapshot, field);
        let text = |text: &str| Some(Some(text.to_owned()));
        assert_eq!(at("people[0].rate"), text("20 to 35.50"));
        assert_eq!(at("people[0].rate.currency"), text("EUR"));
        assert_eq!((at("kind"), at("people"), at("reviews")), (text("profile"), text("1"), text("0")));
        assert_eq!((at("people[1].name"), at("totals.reviews"), at("job.title")), (Some(None), Some(None), Some(None)));
        for none in ["", "people[0]", "people[x].name", "people[0].age", "people[0].name.value", "person.name", "row"] {
            assert_eq!(at(none), None, "{none}");
        }
    }
}
