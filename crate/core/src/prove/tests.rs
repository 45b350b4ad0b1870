use super::*;
use crate::pack::page_test::{Expected, PageTest};

/// A pack with one rule that asks for these words, and this example that fires.
fn pack(any: &str, fire: &str) -> (Pack, PackInfo) {
    let pack: toml::Table = format!(
        r#"
        id = "team/words"
        version = "1.0.0"
        description = "Words of a team."
        licence = "MIT"
        languages = ["en"]
        [[rules]]
        id = "a-rule"
        version = "1.0.0"
        title = {{ en = "A rule" }}
        family = "payment"
        severity = "caution"
        confidence = "medium"
        status = "experimental"
        references = ["a-reference"]
        languages = ["en"]
        where = ["letter"]
        message = {{ en = "Says it." }}
        why = {{ en = "It matters." }}
        innocent = [{{ en = "One reason." }}, {{ en = "Another." }}]
        ask = [{{ en = "Why?" }}]
        match = {{ any = [{any:?}] }}
        examples = {{ fire = [{fire:?}], silent = ["Nothing is said here."] }}
        "#
    )
    .parse()
    .unwrap();
    let pack: Pack = pack.try_into().unwrap();
    let info = PackInfo { id: pack.id.clone(), version: pack.version.clone(), ..PackInfo::default() };
    (pack, info)
}

fn text(id: &str, text: &str) -> Ordinary {
    Ordinary {
        id: id.to_owned(),
        place: crate::pack::rule::Place::Letter,
        language: "en".to_owned(),
        text: text.to_owned(),
        job: None,
    }
}

fn proof(pack: &Pack, info: &PackInfo, texts: &[Ordinary]) -> Proof {
    prove(pack, info, &["secondlook/contact"], &Corpus { texts: texts.to_vec() })
}

fn codes(proof: &Proof) -> Vec<&str> {
    proof.problems.iter().map(|problem| problem.code.as_str()).collect()
}

#[test]
fn a_good_pack_passes_and_is_counted() {
    let (pack, info) = pack("the secret handshake", "I know the secret handshake.");
    let texts = [text("one", "An ordinary letter."), text("two", "I am Anna from Lagos and work in UTC+1.")];
    let proof = proof(&pack, &info, &texts);
    assert_eq!(proof.problems, []);
    // Two examples and two texts with three introductions each; the text with names has three versions of its own.
    assert_eq!((proof.figures.examples, proof.figures.texts, proof.figures.swaps), (2, 2, 15));
    assert_eq!(proof.figures.fired.len(), 1);
    assert_eq!((proof.figures.fired[0].texts, proof.figures.fired[0].budget), (0, 0.02));
}

#[test]
fn a_rule_that_fires_on_ordinary_texts_is_over_budget() {
    let (mut pack, info) = pack("an ordinary letter", "This is an ordinary letter.");
    let mut texts: Vec<_> = (0..99).map(|at| text(&format!("t{at}"), "Something else is said.")).collect();
    texts.push(text("hit", "Here is an ordinary letter."));
    assert_eq!(codes(&proof(&pack, &info, &texts)), Vec::<&str>::new(), "one of a hundred is within 2 %");
    texts.extend([text("hit-2", "It is an ordinary letter."), text("hit-3", "Still an ordinary letter.")]);
    let over = proof(&pack, &info, &texts);
    assert_eq!(codes(&over), ["pack-over-budget"]);
    assert!(over.problems[0].message.contains("a-rule on hit, a-rule on hit-2"), "{}", over.problems[0].message);
    pack.budget = Some(crate::pack::budget::Budget { caution: Some(0.05), ..Default::default() });
    assert_eq!(codes(&proof(&pack, &info, &texts)), Vec::<&str>::new());
    pack.budget = Some(crate::pack::budget::Budget { caution: Some(0.5), ..Default::default() });
    assert_eq!(codes(&proof(&pack, &info, &texts)), ["pack-bad-budget"]);
}

#[test]
fn one_language_is_not_hidden_among_the_others() {
    let (pack, info) = pack("una carta normal", "Es una carta normal.");
    let mut texts: Vec<_> = (0..300).map(|at| text(&format!("t{at}"), "Something else is said.")).collect();
    for at in 0..4 {
        texts.push(Ordinary { language: "es".to_owned(), ..text(&format!("es{at}"), "Esta es una carta normal.") });
    }
    let proof = proof(&pack, &info, &texts);
    assert_eq!(codes(&proof), ["pack-over-budget"], "4 of 304, and 4 of 4 in Spanish");
    assert!(proof.problems[0].message.contains("4 of 4 ordinary texts in \"es\""), "{}", proof.problems[0].message);
}

#[test]
fn a_rule_that_depends_on_who_somebody_is_fails_the_swap() {
    for (any, fire, kind) in [
        // Words that the fairness lint does not know as traits when they stand like this.
        ("chi*|okon* from here", "I am Chinonso from here.", "name"),
        ("husband wants {0,3} money", "My husband wants his money.", "pronoun"),
        ("gmt|utc 9 only", "I work in UTC+9 only.", "time zone"),
        ("kim chaek", "I went to Kim Chaek University.", "school"),
    ] {
        let (pack, info) = pack(any, fire);
        let proof = proof(&pack, &info, &[]);
        let swaps: Vec<_> = proof.problems.iter().filter(|problem| problem.code == "rule-swap-changes").collect();
        assert!(!swaps.is_empty(), "{any}: {:?}", proof.problems);
        assert!(swaps[0].message.starts_with(&format!("with another {kind}")), "{any}: {}", swaps[0].message);
        assert_eq!(swaps[0].place, "team/words: rules/a-rule: examples.fire[0]");
    }
}

#[test]
fn nobody_but_the_build_is_called_ours() {
    let (mut pack, mut info) = pack("the secret handshake", "I know the secret handshake.");
    let mut of = |id: &str, built_in| {
        pack.id = id.to_owned();
        info = PackInfo { id: id.to_owned(), built_in, ..info.clone() };
        codes(&proof(&pack, &info, &[])).join(" ")
    };
    assert_eq!(of("secondlook/words", true), "");
    assert_eq!(of("secondlook/words", false), "pack-foreign-namespace");
    assert_eq!(of("sec0nd-look/words", false), "pack-look-alike");
    assert_eq!(of("secondlook/c0ntact", true), "pack-look-alike");
    assert_eq!(of("secondlook/contact", true), "pack-duplicate");
    assert_eq!(of("team/contact", false), "");
}

#[test]
fn an_adapter_reads_its_saved_page() {
    let (mut pack, info) = pack("the secret handshake", "I know the secret handshake.");
    let adapter: toml::Table = r#"
        id = "shop"
        site = "Shop"
        hosts = ["shop.example.org"]
        [[page]]
        kind = "profile"
        layout = "first"
        urls = ["/people/{id}"]
        [[page.part]]
        person = { name = [{ css = "h1" }] }
        "#
    .parse()
    .unwrap();
    pack.adapters = vec![adapter.try_into().unwrap()];
    assert_eq!(codes(&proof(&pack, &info, &[])), ["adapter-no-test"]);
    let tree = r#"{"schema":1,"walk":1,"url":"https://shop.example.org/people/7","captured_at":"2026-01-02T03:04:05Z",
        "rows":[[-1,"html",[]],[0,"body",[]],[1,"h1",[]],[2,"Ana Example"]]}"#;
    let expect =
        |field: &str, value: Option<&str>| Expected { field: field.to_owned(), value: value.map(str::to_owned) };
    pack.tests = vec![PageTest {
        name: "first".to_owned(),
        adapter: "shop".to_owned(),
        tree: serde_json::from_str(tree).unwrap(),
        expect: vec![
            expect("kind", Some("profile")),
            expect("people[0].name", Some("Ana Example")),
            expect("people[0].rate", None),
        ],
    }];
    let good = proof(&pack, &info, &[]);
    assert_eq!((codes(&good), good.figures.pages), (vec![], 1));
    pack.tests[0].expect[1].value = Some("Bo".to_owned());
    pack.tests[0].expect[2].field = "people[0].name".to_owned();
    let bad = proof(&pack, &info, &[]);
    assert_eq!(codes(&bad), ["test-fails", "test-fails"]);
    assert_eq!(bad.problems[0].message, "\"Ana Example\" is read, \"Bo\" expected");
}
