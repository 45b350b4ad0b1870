//! What checks counted, in words: the sentences that stand beside each picture in the extension's panel, with the same keys.

use secondlook_core::engine::Words;
use secondlook_core::report::{Finding, Message, Picture, Rate, Report, Share, Shares, Shows, Timeline};
use secondlook_core::words::{number, say};

/// The pictures that belong to a finding: of the same check and subject.
pub fn of_finding(report: &Report, finding: &Finding, words: &Words) -> Vec<String> {
    let own = |picture: &&Picture| owner(report, picture).is_some_and(|owner| std::ptr::eq(owner, finding));
    report.pictures.iter().filter(own).map(|picture| sentences(words, &picture.shows)).collect()
}

/// What was counted without a finding, each with its check.
pub fn counted<'a>(report: &'a Report, words: &Words) -> Vec<(&'a Picture, String)> {
    let free = report.pictures.iter().filter(|picture| owner(report, picture).is_none());
    free.map(|picture| (picture, sentences(words, &picture.shows))).collect()
}

fn owner<'a>(report: &'a Report, picture: &Picture) -> Option<&'a Finding> {
    report.findings.iter().find(|finding| finding.rule == picture.check && finding.subject == picture.subject)
}

fn sentences(words: &Words, shows: &Shows) -> String {
    let (title, parts) = match shows {
        Shows::Timeline(timeline) => (Message::key("picture.timeline"), dates(timeline)),
        Shows::Shares(shares) => (shares.of.clone(), parts(words, shares)),
        Shows::Rate(rate) => (Message::key("picture.rate"), rates(words, rate)),
    };
    let said: Vec<String> = parts.iter().map(|part| say(words, part)).collect();
    format!("{}: {}", say(words, &title), said.join(" "))
}

fn dates(timeline: &Timeline) -> Vec<Message> {
    let Timeline { events, marked, undated } = timeline;
    let last = events.iter().map(|event| event.last.as_str()).max();
    let counted = |key: &str, n: usize| Message::key(key).with("n", n);
    let mut said = match (events.first(), last) {
        (Some(first), Some(last)) => {
            vec![counted("picture.timeline.dated", events.len()).with("when", span(&first.first, last))]
        }
        _ => vec![Message::key("picture.timeline.none")],
    };
    if let Some((from, to)) = marked {
        let inside = events.iter().filter(|event| event.marked).count();
        said.push(counted("picture.timeline.marked", inside).with("when", span(from, to)));
    }
    let rough = events.iter().filter(|event| event.first != event.last).count();
    if rough > 0 {
        said.push(counted("picture.timeline.rough", rough));
    }
    if *undated > 0 {
        said.push(Message::key("picture.timeline.undated").with("n", *undated as f64));
    }
    said
}

fn span(first: &str, last: &str) -> String {
    if first == last { first.to_owned() } else { format!("{first} – {last}") }
}

fn parts(words: &Words, shares: &Shares) -> Vec<Message> {
    let total = shares.parts.iter().map(|part| part.value).sum::<f64>() + shares.rest;
    let held = |key: &str, value: f64| {
        let share = if total > 0.0 { value / total } else { 0.0 };
        Message::key(key).with("value", value).with("total", total).with("percent", percent(words, share))
    };
    let named = |key: &str, at: usize, part: &Share| {
        let before = shares.parts.iter().take(at).filter(|part| part.label.is_none()).count();
        let unnamed = || say(words, &Message::key("picture.shares.unnamed").with("position", before + 1));
        held(key, part.value).with("label", part.label.clone().unwrap_or_else(unnamed))
    };
    let clients = shares.parts.len() as f64 + shares.rest_parts as f64;
    let mut said = vec![Message::key("picture.shares.all").with("n", clients).with("total", total)];
    let mut marked = shares.parts.iter().enumerate().filter(|(_, part)| part.marked).peekable();
    if marked.peek().is_none() {
        said.extend(shares.parts.first().map(|part| named("picture.shares.largest", 0, part)));
    }
    said.extend(marked.map(|(at, part)| named("picture.shares.marked", at, part)));
    if shares.rest_parts > 0 {
        said.push(held("picture.shares.rest", shares.rest).with("n", shares.rest_parts as f64));
    }
    said
}

fn rates(words: &Words, rate: &Rate) -> Vec<Message> {
    let Rate { n, k, estimate, interval: (low, high), prior } = rate;
    let percent = |share: f64| percent(words, share);
    vec![
        Message::key("picture.rate.seen").with("n", *n as f64).with("k", *k as f64),
        Message::key("picture.rate.interval")
            .with("low", percent(*low))
            .with("high", percent(*high))
            .with("mean", percent(*estimate)),
        Message::key("picture.rate.prior")
            .with("alpha", prior.alpha)
            .with("beta", prior.beta)
            .with("mean", percent(prior.alpha / (prior.alpha + prior.beta))),
        Message::key("picture.rate.source").with("source", prior.source.as_str()),
    ]
}

/// One digit behind the point, two below one percent.
fn percent(words: &Words, share: f64) -> String {
    let scale = if share < 0.01 { 100.0 } else { 10.0 };
    let rounded = (share * 100.0 * scale).round() / scale;
    say(words, &Message::key("picture.percent").with("percent", number(words, rounded)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pictures that the extension's tests draw.
    fn drawn() -> Vec<Picture> {
        serde_json::from_str(include_str!("../../../../tests/unit/pictures.json")).unwrap()
    }

    fn said() -> Vec<String> {
        let words = crate::builtin::words().unwrap();
        drawn().iter().map(|picture| sentences(&words, &picture.shows).replace('\u{a0}', " ")).collect()
    }

    #[test]
    fn a_picture_stands_with_the_first_finding_of_its_check_and_subject() {
        let page = include_str!("../../../../tests/pages/freelancer-proposals-template.report.json");
        let mut report: Report = serde_json::from_str(page).unwrap();
        report.pictures = drawn();
        report.findings.truncate(1);
        report.findings[0].rule = "burst".to_owned();
        report.findings[0].subject = report.pictures[0].subject.clone();
        let twin = report.findings[0].clone();
        report.findings.push(twin);
        let words = crate::builtin::words().unwrap();
        let of = |at: usize| of_finding(&report, &report.findings[at], &words);
        assert_eq!((of(0).len(), of(1).len()), (1, 0));
        let free: Vec<&str> = counted(&report, &words).iter().map(|(picture, _)| picture.check.as_str()).collect();
        assert_eq!(free, ["few-clients", "bids", "bids", "burst", "few-clients"]);
    }

    #[test]
    fn dates_are_counted() {
        let said = said();
        assert_eq!(
            said[0],
            "Reviews by date: 29 dated reviews: 2023-02-11 – 2026-03-09. Marked: 12 reviews, 2026-03-02 – 2026-03-09. \
             3 of them are dated to a span of days only, such as a month. 3 reviews without a date are not counted here."
        );
        assert!(!said[4].contains("Marked") && !said[4].contains("without a date"), "{}", said[4]);
    }

    #[test]
    fn shares_name_what_is_marked_or_else_the_largest() {
        let said = said();
        assert!(
            said[1].starts_with("Pieces of work by client: 30 in all, 9 clients. Marked: Harbour & Quill"),
            "{}",
            said[1]
        );
        assert!(said[1].ends_with("with 14 of 30 (46.7 %). 5 others together have 6 (20 %)."), "{}", said[1]);
        assert!(
            said[5]
                .ends_with("6,150.5 in all, 2 clients. Largest: Mira Land Surveys with 5,210.5 of 6,150.5 (84.7 %)."),
            "{}",
            said[5]
        );
    }

    #[test]
    fn a_rate_never_stands_without_its_interval_and_prior() {
        let rate = &said()[2];
        for part in [
            "1 of 310 bids",
            "between 0.01 % and 1.8 % (95 % interval)",
            "Beta(1.5, 23.5), mean 6 %",
            "Where the prior is from: ",
        ] {
            assert!(rate.contains(part), "{rate}");
        }
    }
}
