//! Progress of long work: a bar on a terminal, nothing in a pipe.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};

/// Whether and how progress is shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Progress {
    silent: bool,
}

impl Progress {
    /// Shows nothing anywhere.
    pub fn silent() -> Self {
        Self { silent: true }
    }

    /// A count on standard error, where nobody knows how many there will be; drawn only on a terminal.
    pub fn count(self) -> ProgressBar {
        if self.silent {
            return ProgressBar::hidden();
        }
        let target = ProgressDrawTarget::stderr_with_hz(5);
        let count = ProgressBar::with_draw_target(None, target).with_finish(ProgressFinish::AndClear);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} read ({elapsed})") {
            count.set_style(style);
        }
        count
    }

    /// A bar on standard error, for so many steps; drawn only on a terminal.
    pub fn bar(self, steps: u64) -> ProgressBar {
        if self.silent {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::stderr_with_hz(5))
            .with_finish(ProgressFinish::AndClear);
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len} ({eta})") {
            bar.set_style(style);
        }
        bar
    }
}
