use super::*;
use crate::text::stock::Aside;
use proptest::prelude::*;

/// Parts as a reader would write them: slots in brackets.
fn shown(template: &Template) -> String {
    let part = |part: &Part| match part {
        Part::Fixed(text) => text.clone(),
        Part::Slot { kind, holds } => format!("[{kind:?}{}]", holds.map_or(String::new(), |h| format!(" {h:?}"))),
    };
    template.parts.iter().map(part).collect::<Vec<_>>().join(" ")
}

fn of(texts: &[&str], job: &Known) -> Option<Template> {
    let letters: Vec<Letter> = texts.iter().map(|text| Letter::read(text, &Aside::default())).collect();
    let members: Vec<(&str, &Letter)> = texts.iter().copied().zip(&letters).collect();
    template(&members, job)
}

/// Each member's values, in order.
fn values<'a>(template: &Template, texts: &[&'a str]) -> Vec<Vec<Option<&'a str>>> {
    let value = |text: &'a str, places: &[Option<Range<usize>>]| {
        let slots = template.parts.iter().zip(places).filter(|(part, _)| matches!(part, Part::Slot { .. }));
        slots.map(|(_, at)| at.clone().and_then(|at| text.get(at))).collect()
    };
    texts.iter().zip(&template.places).map(|(text, places)| value(text, places)).collect()
}

fn hold(template: &Template, texts: &[&str]) {
    assert_eq!(template.places.len(), texts.len());
    for (text, places) in texts.iter().zip(&template.places) {
        assert_eq!(places.len(), template.parts.len());
        assert!(places.iter().flatten().all(|at| !at.is_empty() && text.get(at.clone()).is_some()));
    }
    for (index, part) in template.parts.iter().enumerate() {
        if let Part::Fixed(quote) = part {
            let first = texts.iter().zip(&template.places).find_map(|(text, places)| text.get(places[index].clone()?));
            assert_eq!(first, Some(quote.as_str()));
        }
    }
    assert!((0.0..=1.0).contains(&template.fixed_share));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn total(texts in proptest::collection::vec("(dear |ann |bob |I |am |at |x\\. |, |\u{2014}|我|是|是的|你好|e\u{301}|\u{200b}|C\\+\\+ ){0,40}", 0..6)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        if let Some(template) = of(&texts, &Known { titles: vec!["ann bob".into()], companies: vec!["x".into()] }) {
            hold(&template, &texts);
            let turned: Vec<&str> = texts.iter().rev().copied().collect();
            let other = of(&turned, &Known::default()).map(|template| template.places.iter().map(Vec::len).max());
            prop_assert!(other.is_some());
        } else {
            prop_assert!(texts.len() < 2 || of(&texts, &Known::default()).is_none());
        }
    }
}

#[test]
fn repetition_and_size_stay_near_linear() {
    let spam = "spam ".repeat(10_000);
    let texts = [spam.as_str(); 12];
    if let Some(template) = of(&texts, &Known::default()) {
        hold(&template, &texts);
    }
    let long: Vec<String> = (0..4)
        .map(|i| (0..6_000).map(|w| format!("w{} {}", w * 7 % 5_003, if w % 9 == i { "x. " } else { "" })).collect())
        .collect();
    let texts: Vec<&str> = long.iter().map(String::as_str).collect();
    hold(&of(&texts, &Known::default()).unwrap(), &texts);
}

#[test]
fn too_few_letters_have_no_template() {
    assert_eq!(of(&[], &Known::default()), None);
    assert_eq!(of(&["The quiet heron waits by the mill."], &Known::default()), None);
    assert_eq!(of(&["The quiet heron waits.", "Ein anderer Brief ohne Worte davon."], &Known::default()), None);
}

#[test]
fn slots_are_found_between_fixed_words() {
    let texts = [
        "Dear Ann, the quiet heron waits by the mill. I would repair the gate at Acme Works before noon.",
        "Dear Bob Lee, the quiet heron waits by the mill. I would repair the gate at Globex before noon.",
        "Dear Chidi, the quiet heron waits by the mill. I would repair the gate at Initech before noon.",
    ];
    let template = of(&texts, &Known::default()).unwrap();
    hold(&template, &texts);
    assert_eq!(values(&template, &texts)[1], [Some("Bob Lee"), Some("Globex")]);
    assert_eq!(
        shown(&template),
        "Dear [Name] the quiet heron waits by the mill I would repair the gate at [Company] before noon"
    );
}
