//! Patterns: what they find, held to `regex-lite`; what is refused; that the cost is linear.

use proptest::prelude::*;

use super::parse::parse;
use super::*;

fn found(pattern: &str, text: &str) -> Vec<Range<usize>> {
    let program = Program::new(&parse(pattern).unwrap());
    let (mut hits, mut at, mut steps) = (Vec::new(), 0, 0);
    while let Some(hit) = program.find(text, at, &mut steps) {
        at = if hit.is_empty() { hit.end + text[hit.end..].chars().next().map_or(1, char::len_utf8) } else { hit.end };
        hits.push(hit);
        if at > text.len() {
            break;
        }
    }
    hits
}

fn codes(regex: &str, literal: &str) -> Vec<&'static str> {
    let regex = Regex { regex: regex.to_owned(), literal: literal.to_owned() };
    problems(&regex).into_iter().map(|problem| problem.0).collect()
}

#[test]
fn matches_are_those_of_regex_lite() {
    for (pattern, text) in [
        ("trc-?20", "usdt trc20 or trc-20"),
        ("a|ab", "abab"),
        ("ab|a", "abab"),
        ("(?:pay|send) (?:me )?.{0,9}usdt", "please pay me only in usdt, send usdt"),
        ("[a-z]+\\d{2,4}\\b", "abc123 abc12345 x1 y22z y22"),
        ("\\bword\\b", "sword word. wordy word"),
        ("[^a-c]x*", "axbxxcxdxxx"),
        ("a{3}", "aaaaaaa"),
        ("(ab){1,2}c?", "abababcab"),
        ("[\\d.,]+ ?usd", "1,000.50 usd and 30usd"),
        ("\\w+@\\w+\\.\\w+", "mail dev@site.example now"),
        ("[-x]+[\\]y]", "-x-] xy"),
        ("(a|b|)c", "abc bc c"),
    ] {
        let oracle = regex_lite::Regex::new(pattern).unwrap();
        let wanted: Vec<Range<usize>> = oracle.find_iter(text).map(|hit| hit.range()).collect();
        assert_eq!(found(pattern, text), wanted, "{pattern:?} in {text:?}");
        assert!(!wanted.is_empty(), "{pattern:?} tests nothing");
    }
    assert_eq!(found("при\\w{1,9}", "и приветы").first(), Some(&(3..17)), "letters of any script are letters");
}

/// Patterns of few letters, so that they match now and then.
fn patterns() -> impl Strategy<Value = String> {
    let atom = prop_oneof!["[ab]", "[abc]", Just("[^a]".to_owned()), Just(".".to_owned()), Just("\\b".to_owned())]
        .prop_map(|atom: String| if atom == "a" { "[ab]".to_owned() } else { atom });
    atom.prop_recursive(4, 16, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.concat()),
            prop::collection::vec(inner.clone(), 2..3).prop_map(|parts| format!("({})", parts.join("|"))),
            (inner, 0_usize..3, 0_usize..3).prop_map(|(part, least, more)| {
                if part == "\\b" { part } else { format!("({part}){{{least},{}}}", least + more) }
            }),
            "[abc]\\+".prop_map(|_| "[ac]+".to_owned()),
        ]
    })
}

proptest! {
    #[test]
    fn any_pattern_matches_as_in_regex_lite(pattern in patterns(), text in "[abc ]{0,24}") {
        let wanted: Vec<Range<usize>> =
            regex_lite::Regex::new(&pattern).unwrap().find_iter(&text).map(|hit| hit.range()).filter(|hit| !hit.is_empty()).collect();
        let ours: Vec<Range<usize>> = found(&pattern, &text).into_iter().filter(|hit| !hit.is_empty()).collect();
        prop_assert_eq!(ours, wanted, "{}", pattern);
    }

    #[test]
    fn a_literal_that_is_proved_is_in_every_match(pattern in patterns(), literal in "[abc]{1,3}", text in "[abc ]{0,24}") {
        let node = parse(&pattern).unwrap();
        if node.holds(&literal) {
            for hit in found(&pattern, &text) {
                prop_assert!(text[hit.clone()].contains(&literal), "{} without {}: {}", pattern, literal, &text[hit]);
            }
        }
    }

    #[test]
    fn nothing_that_is_written_panics(pattern in ".{0,40}", text in ".{0,40}") {
        if let Ok(node) = parse(&pattern) && node.steps() <= MOST_STEPS {
            let _ = Program::new(&node).find(&text, 0, &mut 0);
        }
        let _ = codes(&pattern, &text);
    }

    /// Twice the text is at most twice the work, and a little for the end of the first half.
    #[test]
    fn the_cost_is_linear(pattern in patterns(), unit in "[abc ]{1,6}") {
        let node = parse(&pattern).unwrap();
        prop_assume!(node.steps() <= MOST_STEPS);
        let program = Program::new(&node);
        let cost = |times: usize| {
            let mut steps = 0;
            let _ = program.find(&unit.repeat(times), 0, &mut steps);
            steps
        };
        let (once, twice) = (cost(200), cost(400));
        prop_assert!(twice <= 2 * once + 10 * MOST_STEPS, "{} {}: {} and {}", pattern, unit, once, twice);
        prop_assert!(once <= (200 * unit.len() + 1) * 3 * (node.steps() + 1), "{} {}: {}", pattern, unit, once);
    }
}

#[test]
fn a_hostile_text_costs_at_most_its_length_times_the_pattern() {
    for (pattern, literal, text) in [
        ("aaa.{0,60}b.{0,60}c", "aaa", "a".repeat(100_000)),
        ("a+aaab?", "aaa", "aaaa ".repeat(20_000)),
        ("aaa[a-z]*z|aaa", "aaa", "a".repeat(100_000)),
    ] {
        let regex = Regex { regex: pattern.to_owned(), literal: literal.to_owned() };
        assert_eq!(problems(&regex), []);
        let mut steps = 0;
        Pattern::new(&regex).hits(&text, &mut steps);
        let bound = MOST_HITS * SENTENCE_BYTES * 3 * MOST_STEPS;
        assert!(steps > 0 && steps < bound, "{pattern}: {steps} steps");
    }
}

#[test]
fn only_what_holds_the_literal_is_compiled() {
    let pattern = Pattern::new(&Regex { regex: "trc-?20".to_owned(), literal: "trc".to_owned() });
    assert_eq!(pattern.hits("paid in usd", &mut 0), []);
    assert!(pattern.program.get().is_none());
    assert_eq!(pattern.hits("paid in trc-20", &mut 0).first(), Some(&(8..14)));
    assert!(pattern.program.get().is_some());
}

#[test]
fn what_is_wrong_with_a_pattern_is_said() {
    for good in ["trc-?20", "(?:usdt )?trc\\w*", "(ab){2}trc|xtrc", "t{1}rc", "(?:t)r(c)", "(trc){1,3}"] {
        assert_eq!(codes(good, "trc"), Vec::<&str>::new(), "{good}");
    }
    for (pattern, literal, code) in [
        ("trc(", "trc", "rule-bad-regex"),
        ("trc)", "trc", "rule-bad-regex"),
        ("trc[", "trc", "rule-bad-regex"),
        ("trc[]", "trc", "rule-bad-regex"),
        ("trc[z-a]", "trc", "rule-bad-regex"),
        ("trc\\", "trc", "rule-bad-regex"),
        ("trc\\1", "trc", "rule-bad-regex"),
        ("trc(?=20)", "trc", "rule-bad-regex"),
        ("trc(?<a>20)", "trc", "rule-bad-regex"),
        ("trc{2,1}", "trc", "rule-bad-regex"),
        ("trc{x}", "trc", "rule-bad-regex"),
        ("trc.{0,9}?", "trc", "rule-bad-regex"),
        ("*trc", "trc", "rule-bad-regex"),
        ("^trc", "trc", "rule-bad-regex"),
        ("TRC", "trc", "rule-bad-regex"),
        ("trc.*", "trc", "rule-regex-unbounded"),
        ("trc(a+)+", "trc", "rule-regex-unbounded"),
        ("trc(ab)*", "trc", "rule-regex-unbounded"),
        ("trc.{0,61}", "trc", "rule-regex-unbounded"),
        ("trc((a{60}){60}){60}", "trc", "rule-regex-too-large"),
        ("trc(.{0,60}){0,60}", "trc", "rule-regex-too-large"),
        ("trc?", "trc", "rule-literal-missing"),
        ("trc|usdt", "trc", "rule-literal-missing"),
        ("tr[cd]", "trc", "rule-literal-missing"),
        ("(trc){0,1}20", "trc", "rule-literal-missing"),
        ("trc", "tr", "rule-bad-literal"),
        ("---", "---", "rule-bad-literal"),
        ("\u{ff54}rc", "\u{ff54}rc", "rule-bad-literal"),
    ] {
        assert_eq!(codes(pattern, literal), [code], "{pattern:?} with {literal:?}");
    }
    assert_eq!(codes(&"trc".repeat(67), "trc"), ["rule-regex-too-long"]);
    assert_eq!(codes(&format!("trc{}{}", "(".repeat(98), ")".repeat(98)), "trc"), Vec::<&str>::new());
}
