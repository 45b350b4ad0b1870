//! Records of bids for a terminal: each as a sentence and as a picture, the interval over the prior.

use secondlook_core::check::bids::{message, rate::Judgement};
use secondlook_core::engine::Words;
use secondlook_core::report::{Message, Rate};
use secondlook_core::stats::beta;
use secondlook_core::stats::sprt::Verdict;
use secondlook_core::words::say;
use unicode_width::UnicodeWidthStr;

use super::columns::Look;
use super::lines::Lines;

/// Freelancers that are shown; those called low come first.
const SHOWN: usize = 200;
/// Columns of a picture at most and at least.
const WIDEST: usize = 60;
const NARROWEST: usize = 12;
/// Ends of the axis; the first that holds the whole picture is taken.
const ENDS: [f64; 4] = [0.2, 0.4, 0.6, 1.0];
/// Heights of the prior.
const BARS: [char; 9] =
    [' ', '\u{2581}', '\u{2582}', '\u{2583}', '\u{2584}', '\u{2585}', '\u{2586}', '\u{2587}', '\u{2588}'];

/// One freelancer's bids, judged.
#[derive(Debug)]
pub struct Judged<'a> {
    /// Who; none where only numbers were given.
    pub freelancer: Option<&'a str>,
    /// Bids still open.
    pub pending: u64,
    /// Bids within a minute of their job's posting, where times are known to the second.
    pub fast: Option<u64>,
    /// Most jobs bid on within a minute, where that is many.
    pub at_once: Option<u64>,
    /// What the bids with an outcome say.
    pub judgement: Judgement,
}

/// The whole text.
pub fn text(all: &[Judged<'_>], words: &Words, look: Look) -> String {
    let key = |key: &str| say(words, &Message::key(key));
    let count = |key: &str, n: u64| say(words, &Message::key(key).with("n", n as f64));
    let mut out = Lines::new(look.width);
    let is_low = |judged: &&Judged<'_>| judged.judgement.verdict == Verdict::Low;
    let low = all.iter().filter(is_low).count() as u64;
    let named = all.iter().any(|judged| judged.freelancer.is_some());
    if named {
        out.paragraph("", &count("bid-list.read", all.len() as u64));
        if low > 0 {
            out.paragraph("", &count("bid-list.low", low));
        }
    }
    let mut order: Vec<&Judged<'_>> = all.iter().collect();
    order.sort_by_key(|judged| !is_low(judged));
    for judged in order.iter().take(SHOWN) {
        if let Some(freelancer) = judged.freelancer {
            out.heading(freelancer);
        }
        let indent = if named { "  " } else { "" };
        out.paragraph(indent, &say(words, &message(&judged.judgement, false)));
        if judged.pending > 0 {
            out.paragraph(indent, &count("bid-list.pending", judged.pending));
        }
        if let Some(fast) = judged.fast.filter(|fast| *fast > 0) {
            out.paragraph(indent, &count("bid-list.fast", fast));
        }
        if let Some(jobs) = judged.at_once {
            out.paragraph(indent, &count("bid-list.at_once", jobs));
        }
        picture(&mut out.text, &judged.judgement.rate, indent, look.width, words);
    }
    if order.len() > SHOWN {
        out.heading(&count("letters.more", (order.len() - SHOWN) as u64));
    }
    if let Some(first) = all.first() {
        out.heading(&key("bid-list.legend"));
        let source = Message::key("bid-list.source").with("source", first.judgement.rate.prior.source.as_str());
        out.paragraph("", &say(words, &source));
    }
    out.heading(&key("report.innocent"));
    for innocent in ["bids.innocent.1", "bids.innocent.2", "bids.innocent.3"] {
        out.item("  ", &key(innocent));
    }
    out.heading(&key("report.nothing-found-is-not-verified"));
    out.text
}

/// The prior as bars, the interval with the estimate on it, and an axis.
fn picture(out: &mut String, rate: &Rate, indent: &str, width: usize, words: &Words) {
    let width = width.saturating_sub(indent.len()).clamp(NARROWEST, WIDEST);
    let whole = rate.interval.1.max(beta::quantile(0.995, rate.prior.alpha, rate.prior.beta));
    let end = ENDS.into_iter().find(|end| whole <= *end).unwrap_or(1.0);
    let at = |share: f64| (((share / end) * width as f64) as usize).min(width - 1);
    let edge = |cell: usize| beta::cdf(end * cell as f64 / width as f64, rate.prior.alpha, rate.prior.beta);
    let heights: Vec<f64> = (0..width).map(|cell| edge(cell + 1) - edge(cell)).collect();
    let highest = heights.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let bar = |height: &f64| {
        let level = (height / highest * 8.0).round() as usize;
        BARS.get(level.max(usize::from(*height > highest / 100.0))).copied().unwrap_or(' ')
    };
    let bars: String = heights.iter().map(bar).collect();
    let (low, high, estimate) = (at(rate.interval.0), at(rate.interval.1), at(rate.estimate));
    let mark = |cell: usize| match cell {
        cell if cell == estimate => '\u{25cf}',
        cell if cell == low => '\u{251c}',
        cell if cell == high => '\u{2524}',
        cell if low < cell && cell < high => '\u{2500}',
        _ => ' ',
    };
    let interval: String = (0..width).map(mark).collect();
    let percent = |share: f64| say(words, &Message::key("bid-list.percent").with("n", (share * 100.0).round()));
    let (first, middle, last) = (percent(0.0), percent(end / 2.0), percent(end));
    let mut axis = first;
    for (label, place) in [(middle, width / 2), (last.clone(), width.saturating_sub(last.width()))] {
        axis.extend(std::iter::repeat_n(' ', place.saturating_sub(axis.width()).max(1)));
        axis.push_str(&label);
    }
    for line in [bars, interval, axis] {
        out.push_str(indent);
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin;
    use secondlook_core::check::bids::rate::judge;
    use secondlook_core::engine::{Engine, Settings};

    fn drawn(sent: u64, won: u64) -> Vec<String> {
        let words = builtin::words().unwrap();
        let packs: Vec<_> = builtin::packs().unwrap().into_iter().map(|loaded| (loaded.pack, loaded.info)).collect();
        let proved = packs.iter().map(|(pack, _)| pack.id.clone()).collect();
        let engine = Engine::with_proved(packs, &proved, Settings::default(), words.clone()).unwrap();
        let mut out = String::new();
        picture(&mut out, &judge(sent, won, &engine.priors()[0]).rate, "", 40, &words);
        out.lines().map(str::to_owned).collect()
    }

    #[test]
    fn the_estimate_lies_on_the_interval_and_the_axis_holds_it() {
        for (sent, won) in [(0, 0), (1, 1), (10, 0), (40, 4), (400, 0), (2_000, 300)] {
            let lines = drawn(sent, won);
            assert_eq!(lines.len(), 3, "{lines:?}");
            assert!(lines.iter().all(|line| line.width() <= 40), "{lines:?}");
            assert!(lines[1].contains('\u{25cf}') && lines[2].starts_with("0 %"), "{lines:?}");
        }
        assert!(drawn(0, 0)[2].ends_with("100 %") && drawn(400, 0)[2].ends_with("40 %"));
    }
}
