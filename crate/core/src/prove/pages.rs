//! The saved pages of a pack's adapters: what is expected is read.

use crate::adapter::{Compiled, read_compiled};
use crate::pack::Pack;
use crate::pack::lint::Lint;
use crate::pack::page_test::value_at;
use crate::report::{PackInfo, Problem};

/// Compiles each adapter and reads its saved pages; how many were read. The built-in adapters have none here: their pages
/// stand in `tests/pages`, with all that is read from them.
pub(super) fn prove(lint: &mut Lint<'_>, pack: &Pack, info: &PackInfo) -> usize {
    let mut pages = 0;
    for adapter in &pack.adapters {
        let file = format!("adapters/{}", adapter.id);
        let (compiled, wrong) = Compiled::new([&pack.id, "/", &adapter.id].concat(), adapter.clone());
        let reads = wrong.is_empty();
        for Problem { place, code, message, fix } in wrong {
            lint.say(&format!("{file}: {place}"), &code, message, &fix);
        }
        let mut tests = pack.tests.iter().filter(|test| test.adapter == adapter.id).peekable();
        if tests.peek().is_none() && !info.built_in {
            let fix = "save one under tests/, of invented people, and say what must be read from it";
            lint.say(&file, "adapter-no-test", "there is no saved page for it".to_owned(), fix);
        }
        // Mistakes in an adapter have been said: what it reads with them would only say the same again.
        if !reads {
            continue;
        }
        let compiled = [compiled];
        for test in tests {
            pages += 1;
            let snapshot = read_compiled(&compiled, &test.tree);
            for expected in &test.expect {
                let place = format!("tests/{}/{}: {}", test.adapter, test.name, expected.field);
                let Some(found) = value_at(&snapshot, &expected.field) else { continue };
                if found != expected.value {
                    let show =
                        |value: Option<&String>| value.map_or("nothing".to_owned(), |value| format!("{value:?}"));
                    let message =
                        format!("{} is read, {} expected", show(found.as_ref()), show(expected.value.as_ref()));
                    lint.say(&place, "test-fails", message, "change the adapter, or what is expected");
                }
            }
        }
    }
    pages
}
