//! A rule that somebody wrote, compiled, and run on a text.

use secondlook_core::engine::{Engine, Selection, Settings, Words};
use secondlook_core::pack::Pack;
use secondlook_core::pack::rule::Rule;
use secondlook_core::report::{PackInfo, Report};

use super::shared::two;

/// The rule's JSON, a zero byte, a text. Every mistake is a problem; what compiles runs, quotes the text, and never says more
/// than an unsigned pack may.
pub fn run(bytes: &[u8]) {
    let (rule, text) = two(bytes);
    let Ok(rule) = serde_json::from_str::<Rule>(&rule) else { return };
    let json = serde_json::to_string(&rule).expect("JSON");
    assert_eq!(serde_json::from_str::<Rule>(&json).expect("what was written"), rule);
    let pack: Pack =
        serde_json::from_value(serde_json::json!({"id": "acme/one", "version": "1.0.0", "description": "One.",
        "licence": "MIT", "languages": rule.languages, "rules": [rule]}))
        .expect("a pack");
    let info = PackInfo {
        id: pack.id.clone(),
        version: pack.version.clone(),
        sha256: "0".repeat(64),
        signed: false,
        built_in: false,
    };
    let packs = || vec![(pack.clone(), info.clone())];
    let whole = Engine::new(packs(), Settings::default(), Words::new());
    // A rule may be refused for what it lacks and yet compile: a host that says it was proved runs it.
    let proved = [pack.id.clone()].into();
    let Ok(engine) = Engine::with_proved(packs(), &proved, Settings::default(), Words::new()) else {
        assert!(whole.is_err(), "what cannot be compiled is refused");
        return;
    };
    let selection = Selection { text: text.clone(), ..Selection::default() };
    let report: Report = engine.check_text(&selection);
    assert_eq!(report, engine.check_text(&selection), "run twice");
    for finding in report.findings.iter().filter(|finding| finding.rule.starts_with("acme/")) {
        assert!(finding.severity <= secondlook_core::report::Severity::Caution, "{finding:?}");
        for evidence in &finding.evidence {
            assert!(evidence.quote.is_empty() || text.contains(&evidence.quote), "{evidence:?} of {text:?}");
        }
    }
}
