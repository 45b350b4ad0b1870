//! A ledger's whole content, out of it and into it.

use rusqlite::Connection;

use super::sealed::Content;
use super::store::{self, Span};
use super::{Ledger, Written, begin, count, day, empty, set};
use crate::refusal::Refusal;

impl Ledger {
    /// Everything it holds, after checking that the file is whole.
    pub fn content(&mut self) -> Result<Content, Refusal> {
        self.check()?;
        let mut entries = Vec::new();
        store::each(&self.connection, |entry| {
            entries.push(entry);
            Ok(())
        })
        .map_err(|error| self.refusal(&error))?;
        Ok(Content { schema: crate::sealed::SCHEMA, secret: self.secret.clone(), days: self.days, entries })
    }

    /// Takes in what another ledger, or this one at another time, held; all or nothing.
    ///
    /// Under the same secret the later day wins for each id. An empty ledger takes over secret and days. A ledger that
    /// holds entries under another secret is left alone unless it may be `replaced`.
    pub fn import(&mut self, content: &Content, replaced: bool) -> Result<Written, Refusal> {
        let (own, own_days, now) = (self.secret.clone(), self.days, self.clock.now);
        let import = |connection: &mut Connection| {
            let transaction = begin(connection)?;
            let holds =
                transaction.query_one("SELECT EXISTS (SELECT 1 FROM entry)", [], |row| row.get::<_, bool>(0))?;
            if holds && !replaced && content.secret != own {
                return Ok(None);
            }
            let mut days = own_days;
            if !holds || replaced {
                empty(&transaction)?;
                if holds {
                    set(&transaction, "unwiped", 1)?;
                }
                set(&transaction, "secret", &content.secret.bytes()[..])?;
                set(&transaction, "days", content.days)?;
                days = content.days;
            }
            let span = Span { from: now.saturating_sub(days), now };
            let mut sum = Written::default();
            for entry in &content.entries {
                let day = day::number(&entry.day).map(|day| day.min(now));
                if store::day_of(&transaction, &entry.id)? >= day {
                    continue;
                }
                count(&mut sum, store::put(&transaction, entry, &span)?);
            }
            transaction.commit()?;
            Ok(Some(sum))
        };
        let Some(written) = import(&mut self.connection).map_err(|error| self.refusal(&error))? else {
            return Err(Refusal::new(
                &self.name,
                "this ledger remembers under another secret: what the other device remembers cannot be linked with it",
                "an empty ledger, or --replace, which forgets all that this one holds first; nothing was changed",
            ));
        };
        self.wipe()?;
        // Secret and days may be other ones now.
        *self = Self::opened(&self.path, now)?;
        Ok(written)
    }
}
