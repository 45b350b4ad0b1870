use super::*;
use crate::adapter::parse::span::span;
use proptest::prelude::*;

fn shown(when: &When) -> String {
    match when {
        When::At(at) => at.clone(),
        When::Between(first, last) => format!("{first}..{last}"),
    }
}

fn read(text: &str, language: &str, captured_at: &str) -> Option<(String, String)> {
    let context = Context { captured_at: Some(captured_at), ..Context::of_language(language) };
    when(text, &context).map(|parsed| (shown(&parsed.value), text[parsed.used].to_owned()))
}

const NOW: &str = "2026-11-21T10:30:00+02:00";

fn check(cases: &[(&str, &str, &str, &str)]) {
    for (text, language, wanted, used) in cases {
        assert_eq!(read(text, language, NOW), Some(((*wanted).to_owned(), (*used).to_owned())), "{text}");
    }
}

#[test]
fn iso_dates() {
    check(&[
        ("2026-03-07", "", "2026-03-07", "2026-03-07"),
        ("2026-03-07T10:00:00.123Z", "", "2026-03-07T10:00:00.123Z", "2026-03-07T10:00:00.123Z"),
        ("2026-03-07T10:00:00", "", "2026-03-07T10:00:00", "2026-03-07T10:00:00"),
        ("2026-03-07 10:00", "", "2026-03-07T10:00:00", "2026-03-07 10:00"),
        ("2026-03-07T10:00:00+0530", "", "2026-03-07T10:00:00+05:30", "2026-03-07T10:00:00+0530"),
        ("2026-03-07T10:00:00-05:00", "", "2026-03-07T10:00:00-05:00", "2026-03-07T10:00:00-05:00"),
        ("on 2026-03-07.", "", "2026-03-07", "2026-03-07"),
        ("2026-03-07T99:00", "", "2026-03-07", "2026-03-07"),
        ("2026-03-07 7 jobs", "", "2026-03-07", "2026-03-07"),
    ]);
}

#[test]
fn unix_numbers() {
    check(&[
        ("1772877600", "", "2026-03-07T10:00:00Z", "1772877600"),
        (" 1772877600123 ", "", "2026-03-07T10:00:00.123Z", "1772877600123"),
    ]);
    assert_eq!(when_number(1_772_877_600.0), Some(When::At("2026-03-07T10:00:00Z".into())));
    for none in [0.0, -1.0, f64::NAN, f64::INFINITY, 5e9, 1e18, 20_260_307.0] {
        assert_eq!(when_number(none), None, "{none}");
    }
}

#[test]
fn written_days() {
    check(&[
        ("Mar 7, 2026", "en", "2026-03-07", "Mar 7, 2026"),
        ("March 7th, 2026 3:45 PM", "en", "2026-03-07", "March 7th, 2026"),
        ("Posted on 7 March 2026", "en", "2026-03-07", "7 March 2026"),
        ("Sat, 7 Mar 2026", "en", "2026-03-07", "7 Mar 2026"),
        ("the 7th of March, 2026", "en", "2026-03-07", "7th of March, 2026"),
        ("7. März 2026", "de", "2026-03-07", "7. März 2026"),
        ("7 de marzo de 2026", "es", "2026-03-07", "7 de marzo de 2026"),
        ("5 ago 2025", "es", "2025-08-05", "5 ago 2025"),
        ("1er août 2025", "fr", "2025-08-01", "1er août 2025"),
        ("7 janv. 2026", "fr", "2026-01-07", "7 janv. 2026"),
        ("7 de março de 2026", "pt-BR", "2026-03-07", "7 de março de 2026"),
        ("5 de set. de 2025", "pt", "2025-09-05", "5 de set. de 2025"),
        ("7 марта 2026 г.", "ru", "2026-03-07", "7 марта 2026"),
        ("7 янв. 2026", "ru", "2026-01-07", "7 янв. 2026"),
        ("Mar 7, 2026 (3 months ago)", "en", "2026-03-07", "Mar 7, 2026"),
        ("2026 March 7", "en", "2026-03-07", "2026 March 7"),
    ]);
}

#[test]
fn written_months_and_years_are_intervals() {
    check(&[
        ("March 2026", "en", "2026-03-01..2026-03-31", "March 2026"),
        ("Jul 2003", "en", "2003-07-01..2003-07-31", "Jul 2003"),
        ("Feb 2024", "en", "2024-02-01..2024-02-29", "Feb 2024"),
        ("Member since Dez. 2020", "de", "2020-12-01..2020-12-31", "Dez. 2020"),
        ("4.8 Mar 2026", "en", "2026-03-01..2026-03-31", "Mar 2026"),
        ("(13) Mar 2026", "en", "2026-03-01..2026-03-31", "Mar 2026"),
        ("marzo de 2026", "es", "2026-03-01..2026-03-31", "marzo de 2026"),
        ("Сентябрь 2025", "ru", "2025-09-01..2025-09-30", "Сентябрь 2025"),
        ("Member since 2019", "en", "2019-01-01..2019-12-31", "2019"),
    ]);
}

#[test]
fn every_month_in_every_language() {
    for (language, names) in [
        ("en", "January February March April May June July August September October November December"),
        ("en", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
        ("de", "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
        ("de", "Jan. Feb. Mär. Apr. Mai Jun. Jul. Aug. Sept. Okt. Nov. Dez."),
        ("es", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
        ("es", "ene feb mar abr may jun jul ago sept oct nov dic"),
        ("fr", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        ("fr", "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
        ("pt", "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
        ("pt", "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez."),
        ("ru", "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
        ("ru", "янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек."),
    ] {
        for (at, name) in names.split(' ').enumerate() {
            let text = format!("9 {name} 2025");
            let wanted = format!("2025-{:02}-09", at + 1);
            assert_eq!(read(&text, language, NOW).map(|r| r.0), Some(wanted), "{text} in {language}");
        }
    }
}

#[test]
fn numeric_dates() {
    check(&[
        ("31/12/2025", "", "2025-12-31", "31/12/2025"),
        ("12/31/2025", "", "2025-12-31", "12/31/2025"),
        ("2025/12/31", "", "2025-12-31", "2025/12/31"),
        ("03.04.2025", "de", "2025-04-03", "03.04.2025"),
        ("05/05/2025", "", "2025-05-05", "05/05/2025"),
    ]);
    let ordered = |date_order| {
        let context = Context { date_order: Some(date_order), ..Context::default() };
        when("03/04/2025", &context).map(|parsed| shown(&parsed.value))
    };
    assert_eq!(ordered(DateOrder::DayMonth), Some("2025-04-03".into()));
    assert_eq!(ordered(DateOrder::MonthDay), Some("2025-03-04".into()));
}

#[test]
fn no_dates() {
    for text in [
        "",
        "soon",
        "03/04/2025",
        "13/13/2025",
        "Feb 31, 2026",
        "March 7",
        "Mar 1850",
        "2026-13-01",
        "1850-01-01",
        "2345-01-01",
        "0001-01-01T00:00:00Z",
        "1889",
        "2500",
        "12",
        "3 months",
        "1 year 2 months ago",
        "1.5 years ago",
        "1-2 weeks ago",
        "2 to 3 weeks ago",
        "half a year ago",
        "a few days ago",
        "несколько месяцев назад",
        "30/02/2025",
        "in 3 days",
        "9999999999999",
    ] {
        assert_eq!(read(text, "en", NOW), None, "{text}");
    }
}

#[test]
fn ages_round_down() {
    check(&[
        ("3 months ago", "en", "2026-07-21..2026-08-21", "3 months ago"),
        ("Posted 2 weeks ago", "en", "2026-10-31..2026-11-07", "2 weeks ago"),
        ("3 days ago", "en", "2026-11-17..2026-11-18", "3 days ago"),
        ("an hour ago", "en", "2026-11-21..2026-11-21", "an hour ago"),
        ("11 hours ago", "en", "2026-11-20..2026-11-20", "11 hours ago"),
        ("5 mo. ago", "en", "2026-05-21..2026-06-21", "5 mo. ago"),
        ("2y ago", "en", "2023-11-21..2024-11-21", "2y ago"),
        ("about 2 months ago", "en", "2026-08-21..2026-10-21", "about 2 months ago"),
        ("almost 2 years ago", "en", "2024-11-21..2025-11-21", "almost 2 years ago"),
        ("over a year ago", "en", "2024-11-21..2025-11-21", "over a year ago"),
        ("vor 3 Monaten", "de", "2026-07-21..2026-08-21", "vor 3 Monaten"),
        ("vor etwa einem Jahr", "de", "2024-11-21..2026-11-21", "vor etwa einem Jahr"),
        ("hace 2 semanas", "es", "2026-10-31..2026-11-07", "hace 2 semanas"),
        ("hace un mes", "es", "2026-09-21..2026-10-21", "hace un mes"),
        ("il y a 3 mois", "fr", "2026-07-21..2026-08-21", "il y a 3 mois"),
        ("il y a un an", "fr", "2024-11-21..2025-11-21", "il y a un an"),
        ("há 3 meses", "pt", "2026-07-21..2026-08-21", "há 3 meses"),
        ("3 meses atrás", "pt", "2026-07-21..2026-08-21", "3 meses atrás"),
        ("há cerca de 2 meses", "pt", "2026-08-21..2026-10-21", "há cerca de 2 meses"),
        ("3 месяца назад", "ru", "2026-07-21..2026-08-21", "3 месяца назад"),
        ("5.0 · 3 days ago", "en", "2026-11-17..2026-11-18", "3 days ago"),
        ("месяц назад", "ru", "2026-09-21..2026-10-21", "месяц назад"),
    ]);
}

#[test]
fn named_days() {
    for (language, yesterday, today, last_month) in [
        ("en", "yesterday", "today", "last month"),
        ("de", "gestern", "heute", "letzten Monat"),
        ("es", "ayer", "hoy", "el mes pasado"),
        ("fr", "hier", "aujourd'hui", "le mois dernier"),
        ("pt", "ontem", "hoje", "mês passado"),
        ("ru", "вчера", "сегодня", "в прошлом месяце"),
    ] {
        let value = |text| read(text, language, NOW).map(|r| r.0);
        assert_eq!(value(yesterday).as_deref(), Some("2026-11-20"), "{yesterday}");
        assert_eq!(value(today).as_deref(), Some("2026-11-21"), "{today}");
        assert_eq!(value(last_month).as_deref(), Some("2026-09-21..2026-10-31"), "{last_month}");
    }
    check(&[
        ("last week", "en", "2026-11-07..2026-11-20", "last week"),
        ("last year", "en", "2024-11-21..2025-12-31", "last year"),
        ("just now", "en", "2026-11-21", "just now"),
        ("avant-hier", "fr", "2026-11-19", "avant-hier"),
        ("vorgestern", "de", "2026-11-19", "vorgestern"),
    ]);
}

#[test]
fn the_capture_time_is_the_pages_own_day() {
    assert_eq!(read("yesterday", "en", "2026-03-01T00:30:00+14:00").map(|r| r.0).as_deref(), Some("2026-02-28"));
    assert_eq!(
        read("1 month ago", "en", "2026-03-31T12:00:00Z").map(|r| r.0).as_deref(),
        Some("2026-01-31..2026-02-28")
    );
    assert_eq!(read("yesterday", "en", "nonsense"), None);
    assert_eq!(when("yesterday", &Context::default()), None);
}

#[test]
fn spans() {
    for (text, start, end, used) in [
        ("Mar 2025 - Present", "2025-03-01..2025-03-31", None, "Mar 2025 - Present"),
        ("Aug 26, 2024 - Mar 2, 2025", "2024-08-26", Some("2025-03-02"), "Aug 26, 2024 - Mar 2, 2025"),
        ("Jan 5 – Mar 10, 2026", "2026-01-05", Some("2026-03-10"), "Jan 5 – Mar 10, 2026"),
        ("2015-2019", "2015-01-01..2015-12-31", Some("2019-01-01..2019-12-31"), "2015-2019"),
        ("2025-03-01 - 2026-01-31", "2025-03-01", Some("2026-01-31"), "2025-03-01 - 2026-01-31"),
        ("März 2025 bis heute", "2025-03-01..2025-03-31", None, "März 2025 bis heute"),
        ("Март 2025 — по настоящее время", "2025-03-01..2025-03-31", None, "Март 2025 — по настоящее"),
        (
            "Worked Mar 2015-Apr 2016 there",
            "2015-03-01..2015-03-31",
            Some("2016-04-01..2016-04-30"),
            "Mar 2015-Apr 2016",
        ),
    ] {
        let parsed = span(text, &Context::default()).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(shown(&parsed.value.start), start, "{text}");
        assert_eq!(parsed.value.end.as_ref().map(shown).as_deref(), end, "{text}");
        assert_eq!(&text[parsed.used], used, "{text}");
    }
    for text in ["", "Mar 2025", "Mar 2025 - Feb 2024", "2025-03-01", "a - b", "- Present"] {
        assert_eq!(span(text, &Context::default()), None, "{text}");
    }
}

fn in_range(when: &When) -> bool {
    let date = |text: &str| {
        text.get(..10).and_then(|d| d.parse::<jiff::civil::Date>().ok()).is_some_and(|d| YEARS.contains(&d.year()))
    };
    match when {
        When::At(at) => date(at),
        When::Between(first, last) => date(first) && date(last) && first <= last,
    }
}

proptest! {
    #[test]
    fn any_text_is_a_date_in_range_or_none(text in ".*", captured in ".*") {
        let context = Context { captured_at: Some(&captured), ..Context::default() };
        if let Some(parsed) = when(&text, &context) {
            prop_assert!(text.get(parsed.used).is_some() && in_range(&parsed.value));
        }
    }

    #[test]
    fn pieces_of_dates_are_a_date_in_range_or_none(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "2026", "1989", "0001", "9999", "31", "7", "0", "-", "/", ".", ":", " ", "T", "Z", "+02:00", "Mar", "марта", "de", "months",
            "ago", "vor", "il y a", "il", "y", "a", "an", "last", "yesterday", "hier", "avant", " - ", "Present", "–", "about", "th", "день",
        ]), 0..14),
        language in prop::sample::select(vec!["", "en", "de", "es", "fr", "pt", "ru"]),
    ) {
        for text in [pieces.concat(), pieces.join(" ")] {
            let context = Context { captured_at: Some(NOW), ..Context::of_language(language) };
            if let Some(parsed) = when(&text, &context) {
                prop_assert!(text.get(parsed.used).is_some() && in_range(&parsed.value), "{}", text);
            }
            if let Some(parsed) = span(&text, &context) {
                prop_assert!(text.get(parsed.used).is_some() && in_range(&parsed.value.start), "{}", text);
                prop_assert!(parsed.value.end.iter().all(in_range), "{}", text);
            }
        }
    }

    #[test]
    fn numbers_are_dates_in_range_or_none(number: f64) {
        prop_assert!(when_number(number).iter().all(in_range));
    }

    #[test]
    fn ages_are_dates_in_range_or_none(number in 0_u32..100_000, unit in prop::sample::select(vec!["days", "months", "years", "hours"])) {
        let parsed = read(&format!("{number} {unit} ago"), "en", NOW);
        prop_assert!(parsed.is_none_or(|(value, _)| value.as_str() >= "1990"));
    }
}
