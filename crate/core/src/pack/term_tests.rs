//! Terms in rules, from a pack's text to the report: what fires, what is quoted, what could not be judged.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::Pack;
use super::lint::compile;
use super::rules::Rules;
use super::run::run;
use crate::model::{
    Amount, Chat, Job, PageKind, PageSnapshot, Person, Proposal, Range as Place, Review, Source, Value, When,
};
use crate::report::{CoverageState, Finding, ItemKind, Message, PackInfo, Severity};

const HEAD: &str =
    "id = \"team/try\"\nversion = \"1.0.0\"\ndescription = \"d\"\nlicence = \"MIT\"\nlanguages = [\"en\"]\n";
const LIST: &str = "[[lists]]\nid = \"wallets\"\nkind = \"wallet\"\npublication = \"A notice\"\ndate = \"2026-08-01\"\n\
    reference = \"https://office.example.gov/1\"\nentries = [\"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa\"]\n";

/// A pack with one rule: what is in `[match]`, and more of its fields.
fn pack(matching: &str, more: &str) -> Pack {
    let places = if more.contains("where") { "" } else { "where = [\"letter\"]\n" };
    let text = "{ en = \"A text\" }";
    let rule = format!(
        "[[rules]]\nid = \"one\"\nversion = \"1.0.0\"\nfamily = \"payment\"\nseverity = \"warning\"\nconfidence = \"low\"\n\
         status = \"stable\"\nreferences = [\"x\"]\nlanguages = [\"en\"]\ntitle = {text}\nmessage = {text}\nwhy = {text}\n\
         innocent = [{text}, {text}]\nask = [{text}]\n{places}{more}\n[rules.match]\n{matching}\n\
         [rules.examples]\nfire = []\nsilent = []\n"
    );
    toml::from_str(&format!("{HEAD}{LIST}{}", rule.replace("where = []\n", "")))
        .unwrap_or_else(|error| panic!("{error}"))
}

fn rules(matching: &str, more: &str) -> Rules {
    let info = PackInfo { id: "team/try".to_owned(), signed: true, ..PackInfo::default() };
    // Proved: examples are another test's.
    let (rules, problems) = compile(&[(pack(matching, more), info)], &BTreeSet::from(["team/try".to_owned()]));
    assert_eq!(problems, []);
    rules
}

#[expect(clippy::unnecessary_wraps, reason = "fields of the model are optional")]
fn value<T>(value: T) -> Option<Value<T>> {
    Some(Value { value, currency: None, source: Source { row: Some(1), path: "p".to_owned() }, shown: Vec::new() })
}

fn text(text: &str) -> Option<Value<String>> {
    let shown = vec![Place { row: 5, start: 0, end: text.encode_utf16().count() as u32 }];
    value(text.to_owned()).map(|value| Value { shown, ..value })
}

/// A letter of a person with two jobs done and a rate of 20 USD.
fn page(letter: &str, job: &str) -> PageSnapshot {
    let mut snapshot = PageSnapshot {
        kind: PageKind::Proposals,
        job: Some(Job { description: text(job), ..Job::default() }),
        people: vec![Person {
            id: text("~01"),
            jobs: value(2.0),
            rate: value(Amount::One("20".to_owned())).map(|rate| Value { currency: Some("USD".to_owned()), ..rate }),
            member_since: value(When::At("2026-08-30".to_owned())),
            ..Person::default()
        }],
        proposals: vec![Proposal { person: Some("~01".to_owned()), letter: text(letter), ..Proposal::default() }],
        ..PageSnapshot::default()
    };
    snapshot.page.captured_at = "2026-09-01T00:00:00Z".to_owned();
    snapshot.page.language = Some("en".to_owned());
    snapshot
}

fn judged(rules: &Rules, snapshot: &PageSnapshot) -> (Vec<Finding>, (CoverageState, String)) {
    let (findings, coverage) = run(rules, snapshot, &BTreeSet::new(), &|_| None);
    let Message::Key { key, .. } = &coverage[0].note else { panic!("a key") };
    (findings, (coverage[0].state, key.clone()))
}

/// The quotes of the one finding, if there is one.
fn quotes(matching: &str, more: &str, letter: &str, job: &str) -> Vec<String> {
    let (findings, _) = judged(&rules(matching, more), &page(letter, job));
    assert!(findings.len() < 2);
    findings.into_iter().flat_map(|finding| finding.evidence).map(|evidence| evidence.quote).collect()
}

fn fires(matching: &str, more: &str, letter: &str) -> bool {
    !quotes(matching, more, letter, "").is_empty()
}

#[test]
fn a_pattern_is_found_in_what_a_reader_reads() {
    let matching = "any = [{ regex = 'trc-?20', literal = 'trc' }]";
    let letter = "\u{1f44b}\u{1f3fd} Caf\u{e9}! Send it by \u{ff34}R\u{200b}C-20, please. Thanks";
    assert_eq!(quotes(matching, "", letter, ""), ["Send it by \u{ff34}R\u{200b}C-20, please"]);
    let (findings, _) = judged(&rules(matching, ""), &page(letter, ""));
    let evidence = &findings[0].evidence[0];
    let units: Vec<u16> = letter.encode_utf16().collect();
    let shown = &evidence.shown[0];
    assert_eq!(String::from_utf16(&units[shown.start as usize..shown.end as usize]).unwrap(), evidence.quote);
    assert!(!fires(matching, "", "Send it by TRX-20"));
}

#[test]
fn a_pattern_obeys_what_phrases_obey() {
    let pattern = "{ regex = 'trc-?20', literal = 'trc' }";
    let any = format!("any = [{pattern}]");
    assert!(fires(&any, "", "I take trc20."));
    assert!(!fires(&any, "unless = { negation = [\"not|never\"] }", "I never take trc20."), "unless");
    assert!(fires(&any, "unless = { negation = [\"not|never\"] }", "I never lie. I take trc20."), "in its sentence");
    assert!(
        !fires(&any, "", "I know that a post that says \u{201c}trc20 only\u{201d} is against the rules here"),
        "a quotation"
    );
    let copied = "any = [{ regex = 'paid in trc-?20', literal = 'paid in trc' }]";
    assert!(!quotes(copied, "", "I get paid in trc20.", "").is_empty());
    assert!(quotes(copied, "", "I get paid in trc20.", "You get paid in trc20").is_empty(), "the job's own words");
    let near = format!("near = 5\nall = [[{pattern}], [\"wallet\"]]");
    assert!(fires(&near, "", "My wallet is on trc-20."));
    assert!(!fires(&near, "", "My wallet is a thing that I would rather not use for trc-20."), "too far");
    assert!(!fires(&near, "", "My wallet is new. I use trc-20."), "two sentences");
    assert!(fires(
        &format!("within = 'text'\nall = [[{pattern}], [\"wallet\"]]"),
        "",
        "My wallet is new. I use trc-20."
    ));
}

#[test]
fn identifiers_are_found_through_what_hides_them() {
    let asks = |term: &str, letter: &str| fires(&format!("any = [{{ {term} }}]"), "", letter);
    for (term, letter) in [
        ("identifier = 'handle'", "Write to me: t.me/rowan_dev"),
        ("identifier = 'handle', on = 'telegram'", "My telegram is @rowan_dev"),
        ("identifier = 'email'", "Mail rowan [at] gmail [dot] com please"),
        ("identifier = 'email', hidden = true", "Mail rowan [at] gmail [dot] com please"),
        ("identifier = 'email'", "Mail rowan@gmail.com please"),
        ("identifier = 'phone'", "Call +1 (415) 555-0123 today"),
        ("identifier = 'wallet'", "Pay to 1BoatSLRHtKNngkdXEeobR76b53LETtpyT now"),
        ("identifier = 'url'", "See https://rowan.example.com/work"),
        ("identifier = 'host'", "Visit my site rowan-works.com"),
        ("list = 'wallets'", "Pay to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa now"),
    ] {
        assert!(asks(term, letter), "{term}: {letter}");
    }
    for (term, letter) in [
        ("identifier = 'handle', on = 'skype'", "My telegram is @rowan_dev"),
        ("identifier = 'email', hidden = true", "Mail rowan@gmail.com please"),
        ("identifier = 'wallet'", "Pay to 1BoatSLRHtKNngkdXEeobR76b53LETtpyU now"),
        ("identifier = 'host'", "I work with Node.js and ASP.NET"),
        ("list = 'wallets'", "Pay to 1BoatSLRHtKNngkdXEeobR76b53LETtpyT now"),
    ] {
        assert!(!asks(term, letter), "{term}: {letter}");
    }
}

#[test]
fn an_identifier_of_the_job_is_not_the_writers() {
    let matching = "any = [{ identifier = 'email' }, { identifier = 'host' }]";
    let letter = "I looked at acme-tools.com and would write to jobs@acme-tools.com.";
    assert_eq!(quotes(matching, "", letter, "Build a page like ours").len(), 1);
    assert!(quotes(matching, "", letter, "Our site is acme-tools.com. Mail jobs [at] acme-tools [dot] com").is_empty());
}

#[test]
fn none_of_these_in_the_sentence_or_the_text() {
    let matching = "any = [\"pay {0,3} usdt\"]\nnone = [\"upwork\", { identifier = 'url' }]";
    assert!(fires(matching, "", "Pay me in usdt. I like Upwork."));
    assert!(!fires(matching, "", "Pay me in usdt, not over Upwork."));
    assert!(!fires(matching, "", "Pay me in usdt as on https://pay.example.com/x"));
    assert!(!fires(&format!("within = 'text'\n{matching}"), "", "Pay me in usdt. I like Upwork."));
    let number = "any = [\"pay {0,3} usdt\"]\nnone = [{ number = 'jobs', at_least = 2 }]";
    assert!(!fires(number, "", "Pay me in usdt."));
    assert!(fires(&number.replace('2', "3"), "", "Pay me in usdt."));
}

#[test]
fn numbers_alone_are_about_their_owner_and_read_no_text() {
    let new =
        rules("all = [[{ number = 'member_since', at_most = 7 }], [{ number = 'jobs', at_most = 2 }]]", "where = []\n");
    let (findings, coverage) = judged(&new, &page("", ""));
    assert_eq!((findings[0].subject.kind, findings[0].subject.items.as_slice()), (ItemKind::Person, [0].as_slice()));
    let quotes: Vec<&str> = findings[0].evidence.iter().map(|one| one.quote.as_str()).collect();
    assert_eq!(quotes, ["2026-08-30", "2"]);
    assert_eq!(coverage, (CoverageState::Checked, "rule.compared".to_owned()));

    let cheap = rules("any = [{ number = 'amount', below = 10, currency = 'USD' }]", "where = []\n");
    let mut snapshot = page("", "");
    let amount = value(Amount::One("5.00".to_owned()));
    snapshot.proposals[0].amount = amount.map(|amount| Value { currency: Some("USD".to_owned()), ..amount });
    let (findings, _) = judged(&cheap, &snapshot);
    assert_eq!((findings[0].subject.kind, findings[0].evidence[0].quote.as_str()), (ItemKind::Proposal, "5.00 USD"));
    snapshot.proposals[0].amount.as_mut().unwrap().currency = Some("EUR".to_owned());
    assert_eq!(judged(&cheap, &snapshot).1, (CoverageState::NotVisible, "rule.no-numbers".to_owned()));
    snapshot.proposals.clear();
    assert_eq!(judged(&cheap, &snapshot).1.0, CoverageState::NotVisible);
}

#[test]
fn a_number_and_a_text_are_quoted_together() {
    let both = "all = [[\"pay {0,3} usdt\"], [{ number = 'jobs', at_most = 2 }]]";
    assert_eq!(quotes(both, "", "Pay me in usdt.", ""), ["Pay me in usdt", "2"]);
    assert!(quotes(&both.replace("at_most = 2", "at_most = 1"), "", "Pay me in usdt.", "").is_empty());
    assert!(quotes(both, "", "Pay me in dollars.", "").is_empty());
    // One or the other.
    let either = "any = [\"pay {0,3} usdt\", { number = 'jobs', at_most = 2 }]";
    assert_eq!(quotes(either, "", "Pay me in dollars.", ""), ["2"]);
}

#[test]
fn a_number_that_is_not_there_is_no_verdict() {
    let both = rules("all = [[\"pay {0,3} usdt\"], [{ number = 'rating', below = 4 }]]", "");
    let (findings, coverage) = judged(&both, &page("Pay me in usdt.", ""));
    assert!(findings.is_empty());
    assert_eq!(coverage, (CoverageState::NotVisible, "rule.no-numbers".to_owned()));
    let (_, coverage) = judged(&both, &page("Pay me in dollars.", ""));
    assert_eq!(coverage.0, CoverageState::Checked, "without the words the number does not matter");
    let mut two = page("Pay me in usdt.", "");
    two.proposals.push(Proposal { letter: text("Pay me in dollars."), ..Proposal::default() });
    assert_eq!(judged(&both, &two).1, (CoverageState::Checked, "rule.numbers-partly-missing".to_owned()));
    let none = rules("any = [\"pay {0,3} usdt\"]\nnone = [{ number = 'rating', above = 4 }]", "");
    assert_eq!(judged(&none, &page("Pay me in usdt.", "")).1.0, CoverageState::NotVisible);
}

#[test]
fn numbers_are_those_of_whom_a_text_is_by_or_about() {
    let both = rules(
        "all = [[\"pay {0,3} usdt\"], [{ number = 'jobs', at_most = 2 }]]",
        "where = [\"message\", \"review\", \"bio\"]\n",
    );
    let mut snapshot = page("", "");
    let person = Some("~01".to_owned());
    snapshot.messages = vec![Chat { person: person.clone(), text: text("Pay me in usdt."), ..Chat::default() }];
    snapshot.reviews = vec![Review { person, text: text("Pay me in usdt."), ..Review::default() }];
    snapshot.people[0].bio = text("Pay me in usdt.");
    let kinds: Vec<ItemKind> = judged(&both, &snapshot).0.iter().map(|finding| finding.subject.kind).collect();
    assert_eq!(kinds, [ItemKind::Person, ItemKind::Review, ItemKind::Chat]);
}

#[test]
fn nobody_vouches_for_an_unsigned_pack() {
    let severity = |signed, built_in| {
        let info = PackInfo { id: "team/try".to_owned(), signed, built_in, ..PackInfo::default() };
        let proved = BTreeSet::from(["team/try".to_owned()]);
        let (rules, _) = compile(&[(pack("any = [\"usdt\"]", ""), info)], &proved);
        judged(&rules, &page("Pay in usdt", "")).0[0].severity
    };
    assert_eq!(severity(false, false), Severity::Caution);
    assert_eq!(severity(true, false), Severity::Warning);
    assert_eq!(severity(false, true), Severity::Warning);
}

#[test]
fn examples_may_give_numbers() {
    let codes = |fire: &str| {
        let mut pack = pack("all = [[\"usdt\"], [{ number = 'jobs', at_most = 2 }]]", "");
        let examples =
            format!("fire = [{fire}]\nsilent = [\"nothing\", {{ text = \"usdt\", numbers = {{ jobs = 3 }} }}]");
        pack.rules[0].examples = toml::from_str(&examples).unwrap();
        problems(pack)
    };
    assert_eq!(codes("{ text = \"usdt\", numbers = { jobs = 1 } }"), Vec::<String>::new());
    assert_eq!(codes("\"usdt\""), ["rule-example-fails"], "without the number it is not known");
}

fn problems(pack: Pack) -> Vec<String> {
    let info = PackInfo { id: "team/try".to_owned(), ..PackInfo::default() };
    compile(&[(pack, info)], &BTreeSet::new()).1.into_iter().map(|problem| problem.code).collect()
}

#[test]
fn everything_wrong_with_terms_is_said_at_once() {
    let with = |matching: &str, more: &str| {
        let mut codes = problems(pack(matching, more));
        codes.retain(|code| code != "rule-bad-examples");
        codes
    };
    for (matching, more, code) in [
        ("any = [{ list = 'nobody' }]", "", "rule-unknown-list"),
        ("any = [{ identifier = 'handle', on = 'pigeon' }]", "", "rule-unknown-messenger"),
        ("any = [{ identifier = 'email', on = 'telegram' }]", "", "rule-unknown-messenger"),
        ("any = [{ number = 'jobs' }]", "where = []\n", "rule-bad-number"),
        ("any = [{ number = 'jobs', above = 3, below = 2 }]", "where = []\n", "rule-bad-number"),
        ("any = [{ number = 'rate', above = 3 }]", "where = []\n", "rule-bad-currency"),
        ("any = [{ number = 'rate', above = 3, currency = 'usd' }]", "where = []\n", "rule-bad-currency"),
        ("any = [{ number = 'jobs', above = 3, currency = 'USD' }]", "where = []\n", "rule-bad-currency"),
        ("any = [{ number = 'jobs', above = 3 }]", "where = [\"bio\"]\n", "rule-reads-no-text"),
        ("any = [\"usdt\"]", "where = []\n", "rule-nowhere"),
        ("all = [[\"usdt\"], [{ number = 'days', above = 3 }]]", "where = [\"bio\"]\n", "rule-number-elsewhere"),
        ("near = 5\nall = [[\"usdt\"], [{ number = 'jobs', above = 3 }]]", "", "rule-contradictory-near"),
        ("near = 5\nall = [[\"usdt\"], [\"a\", { number = 'jobs', above = 3 }]]", "", "rule-contradictory-near"),
        ("near = 99\nall = [[\"usdt\"], [\"pay\"]]", "", "rule-bad-near"),
        ("none = [\"usdt\"]", "", "rule-matches-nothing"),
        ("any = [{ regex = 'trongrid.*', literal = 'trongrid' }]", "", "rule-regex-unbounded"),
    ] {
        assert_eq!(with(matching, more), [code], "{matching} {more}");
    }
    let all = "any = [{ regex = 'x+', literal = 'trc' }, { list = 'no' }, { number = 'rate', above = 1 }, \"{0,3} a\"]\nnear = 1";
    let wanted = [
        "rule-bad-near",
        "rule-contradictory-near",
        "rule-literal-missing",
        "rule-bad-currency",
        "rule-short-pattern",
        "rule-unknown-list",
        "rule-bad-phrase",
    ];
    assert_eq!(with(all, ""), wanted);
}

/// A rule with every kind of term.
fn everything() -> Rules {
    let terms = "\"pay|paid {0,6} usdt\", { regex = 'trc.{0,60}20', literal = 'trc' }, { identifier = 'email' }, { list = 'wallets' }";
    rules(&format!("near = 20\nany = [{terms}]\nall = [[\"my|me\", {{ regex = 'a+bcd?', literal = 'abc' }}]]"), "")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn quotes_are_whole_characters_of_the_text(
        parts in prop::collection::vec(prop_oneof![
            Just("pay me in usdt".to_owned()), Just("trc20 abc".to_owned()), Just("rowan [at] gmail [dot] com my".to_owned()),
            Just("\u{1f468}\u{200d}\u{1f469}".to_owned()), Just("\u{301}\u{200b}".to_owned()), Just(". ".to_owned()),
            Just("\n\n".to_owned()), Just("\u{ff34}RC-\u{ff12}0".to_owned()), "\\PC{0,6}",
        ], 0..12)
    ) {
        let letter = parts.concat();
        let (findings, _) = judged(&everything(), &page(&letter, ""));
        for evidence in findings.iter().flat_map(|finding| &finding.evidence) {
            prop_assert!(!evidence.quote.is_empty() && letter.contains(&evidence.quote));
            let units = letter.encode_utf16().count() as u32;
            prop_assert!(evidence.shown.iter().all(|shown| shown.start < shown.end && shown.end <= units));
        }
    }

    /// Twice the text is at most twice the work, and a little for where the halves meet.
    #[test]
    fn no_text_makes_reading_it_more_than_linear(
        unit in prop_oneof![
            "[abtrc20 ]{1,8}", Just("trc".to_owned()), Just("aabc".to_owned()), Just("pay me usdt ".to_owned()),
            Just("a@b.com ".to_owned()), Just("pay. ".to_owned()), "\\PC{1,6}",
        ]
    ) {
        let rules = everything();
        let work = |times: usize| rules.see(&unit.repeat(times), None).work();
        let (once, twice) = (work(400), work(800));
        prop_assert!(twice <= 2 * once + 40_000, "{:?}: {} and {}", unit, once, twice);
    }
}
