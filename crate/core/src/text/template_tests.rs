use super::*;
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
    let letters: Vec<Letter> = texts.iter().map(|text| Letter::read(text, &[])).collect();
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
        let job = Known { titles: vec!["ann bob".into()], companies: vec!["x".into()] };
        if let Some(template) = of(&texts, &job) {
            hold(&template, &texts);
            let turned: Vec<&str> = texts.iter().rev().copied().collect();
            let turned = of(&turned, &job).unwrap();
            // Turned around, the same places.
            prop_assert!(turned.places.iter().rev().eq(&template.places));
        } else {
            prop_assert!(texts.is_empty() || of(&texts[..1], &job).is_none());
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
    let word = |letter: usize, at: usize| format!("w{}{}", at * 7 % 5_003, if at % 9 == letter { "x. " } else { " " });
    let long: Vec<String> =
        (0..4).map(|letter| (0..6_000).map(|at| word(letter, at)).collect::<Vec<_>>().concat()).collect();
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
fn equal_letters_are_one_fixed_passage() {
    let text = " The quiet heron waits. I am there!\n";
    let template = of(&[text; 3], &Known::default()).unwrap();
    hold(&template, &[text; 3]);
    assert_eq!(shown(&template), "The quiet heron waits. I am there");
    assert!((template.fixed_share - 1.0).abs() < 1e-12);
    assert_eq!(of(&["", ""], &Known::default()), None);
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
        "Dear [Name] the quiet heron waits by the mill. I would repair the gate at [Company] before noon"
    );
}

/// A template of ours in six languages: the letters, the template as it is shown, the values of the first letter.
const LANGUAGES: &[(&str, &[&str], &str, &[&str])] = &[
    (
        "en",
        &[
            "Hi Maria,\nI can move the old mill archive into your new shelves. My main stack is Node.js and Express. I have catalogued 12 small libraries. See https://shelves.example/maria for two of them.",
            "Hi Tom,\nI have catalogued 7 small libraries. I can move the old mill archive into your new shelves. We met at the fair. My main stack is Django. See https://books.example/t for two of them.",
            "Hi Yusuf Ali,\nI can really move the old mill archive into your new shelves. My main stack is C++. I have catalogued 30 small libraries. See https://stacks.example/ya for two of them.",
        ],
        "Hi [Name] I can move the old mill archive into your new shelves My main stack is [Skill] I have catalogued [Number] small libraries See https [Url] for two of them",
        &["Maria", "Node.js and Express", "12", "shelves.example/maria"],
    ),
    (
        "es",
        &[
            "Hola Lucía, puedo ordenar el archivo del viejo molino en una semana. Tengo 8 años de experiencia con bibliotecas pequeñas. Trabajo en la empresa Garza Azul desde hace tiempo.",
            "Hola Pedro, puedo ordenar el archivo del viejo molino en una semana. Trabajo en la empresa Río Claro desde hace tiempo. Tengo 15 años de experiencia con bibliotecas pequeñas.",
            "Hola Inés, también puedo ordenar el archivo del viejo molino en una semana. Tengo 3 años de experiencia con bibliotecas pequeñas. Trabajo en la empresa Monteluz desde hace tiempo.",
        ],
        "Hola [Name] puedo ordenar el archivo del viejo molino en una semana Tengo [Number] años de experiencia con bibliotecas pequeñas Trabajo en la empresa [Company] desde hace tiempo",
        &["Lucía", "8", "Garza Azul"],
    ),
    (
        "ru",
        &[
            "Здравствуйте, Анна, я могу разобрать архив старой мельницы за одну неделю. Мой стек: Django. У меня 9 лет опыта с небольшими библиотеками.",
            "Здравствуйте, Олег, я могу разобрать архив старой мельницы за одну неделю. У меня 4 года опыта с небольшими библиотеками. Мой стек: Rust.",
            "Здравствуйте, Мария Петровна, я могу быстро разобрать архив старой мельницы за одну неделю. Мой стек: PHP. У меня 11 лет опыта с небольшими библиотеками.",
        ],
        "Здравствуйте [Name] я могу разобрать архив старой мельницы за одну неделю Мой стек [Skill] У меня [Number] опыта с небольшими библиотеками",
        &["Анна", "Django", "9 лет"],
    ),
    (
        "ar",
        &[
            "مرحبا سارة، أستطيع ترتيب أرشيف الطاحونة القديمة خلال أسبوع واحد. لدي خبرة 8 سنوات مع المكتبات الصغيرة. أعمل في شركة النورس منذ زمن.",
            "مرحبا عمر، أستطيع ترتيب أرشيف الطاحونة القديمة خلال أسبوع واحد. أعمل في شركة الواحة منذ زمن. لدي خبرة 5 سنوات مع المكتبات الصغيرة.",
            "مرحبا ليلى، أستطيع ترتيب أرشيف الطاحونة القديمة خلال أسبوع واحد. لدي خبرة 12 سنوات مع المكتبات الصغيرة. أعمل في شركة البيان منذ زمن.",
        ],
        "مرحبا [Name] أستطيع ترتيب أرشيف الطاحونة القديمة خلال أسبوع واحد لدي خبرة [Number] سنوات مع المكتبات الصغيرة أعمل في شركة [Company] منذ زمن",
        &["سارة", "8", "النورس"],
    ),
    (
        "ko",
        &[
            "안녕하세요 김민수 님, 저는 오래된 방앗간 기록을 일주일 안에 정리할 수 있습니다. 저는 작은 도서관에서 8 년 동안 일했습니다. 주로 Django 를 사용합니다.",
            "안녕하세요 이서연 님, 저는 오래된 방앗간 기록을 일주일 안에 정리할 수 있습니다. 주로 Rust 를 사용합니다. 저는 작은 도서관에서 3 년 동안 일했습니다.",
            "안녕하세요 박지훈 님, 저는 오래된 방앗간 기록을 일주일 안에 정리할 수 있습니다. 저는 작은 도서관에서 11 년 동안 일했습니다. 주로 PHP 를 사용합니다.",
        ],
        "안녕하세요 [Name] 님, 저는 오래된 방앗간 기록을 일주일 안에 정리할 수 있습니다 저는 작은 도서관에서 [Number] 년 동안 일했습니다 주로 [Skill] 를 사용합니다",
        &["김민수", "8", "Django"],
    ),
    (
        "zh",
        &[
            "您好李明，我可以在一周之内整理老磨坊的档案。我有8年的小型图书馆工作经验。我对贵公司蓝鹭科技很感兴趣。",
            "您好王芳，我可以在一周之内整理老磨坊的档案。我对贵公司北山科技很感兴趣。我有15年的小型图书馆工作经验。",
            "您好赵一凡，我可以在一周之内整理老磨坊的档案。我有3年的小型图书馆工作经验。我对贵公司清河科技很感兴趣。",
        ],
        "您好 [Name] 我可以在一周之内整理老磨坊的档案 我有 [Number] 年的小型图书馆工作经验 我对贵公司 [Company] 科技很感兴趣",
        &["李明", "8", "蓝鹭"],
    ),
];

#[test]
fn templates_are_found_in_every_language() {
    for (language, texts, want, first) in LANGUAGES {
        let template = of(texts, &Known::default()).unwrap();
        hold(&template, texts);
        assert_eq!(shown(&template), *want, "{language}");
        let found: Vec<&str> = values(&template, texts)[0].iter().flatten().copied().collect();
        assert_eq!(found, *first, "{language}");
        assert!(template.fixed_share > 0.6, "{language} {}", template.fixed_share);
    }
}

#[test]
fn what_the_job_post_says_is_named() {
    let texts = [
        "I would gladly build the booking app for your dentists, and start on Monday at Blue Heron GmbH if you like.",
        "I would gladly build the label printer for your dentists, and start on Monday at Acme if you like.",
    ];
    let job = Known {
        titles: vec!["Booking app".into(), "Label printer (thermal)".into()],
        companies: vec!["Acme Ltd".into(), "Blue Heron".into()],
    };
    let template = of(&texts, &job).unwrap();
    let want = "I would gladly build the [Text JobTitle] for your dentists, and start on Monday at [Company Company] if you like";
    assert_eq!(shown(&template), want);
}

#[test]
fn a_passage_and_a_slot_may_stand_twice_with_different_values() {
    let texts = [
        "My main stack is Django. The heron waits by the old mill. My main stack is Rust. Shall we talk about the gate?",
        "My main stack is PHP. The heron waits by the old mill. Shall we talk about the gate? My main stack is Kotlin.",
        "The heron waits by the old mill. My main stack is Unity. My main stack is Figma. Shall we talk about the gate?",
    ];
    let template = of(&texts, &Known::default()).unwrap();
    hold(&template, &texts);
    for (text, values) in texts.iter().zip(values(&template, &texts)) {
        assert_eq!(values.iter().flatten().count(), 2, "{text} {values:?}");
    }
}

#[test]
fn what_is_added_dropped_or_the_same_everywhere_is_no_slot() {
    let texts = [
        "The quiet heron waits by the old mill until the evening comes. I saw a fox near the gate on my way home.",
        "The quiet heron really waits by the old mill until the evening comes. I saw a fox near the gate on my way home.",
        "The heron waits by the old mill until the evening comes. Nobody else was there, and it rained. I saw a fox near the gate on my way home.",
    ];
    let template = of(&texts, &Known::default()).unwrap();
    assert!(values(&template, &texts).iter().all(Vec::is_empty), "{}", shown(&template));
    assert!(template.fixed_share > 0.8);
}

#[test]
fn members_beyond_the_cap_have_no_places() {
    let texts: Vec<String> =
        (0..230).map(|i| format!("Dear Ann, the quiet heron waits by mill {i} until the evening comes.")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let template = of(&texts, &Known::default()).unwrap();
    hold(&template, &texts);
    let placed = template.places.iter().filter(|places| places.iter().any(Option::is_some)).count();
    assert_eq!(placed, 200);
}
