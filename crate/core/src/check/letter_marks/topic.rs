//! What a letter and its job are about, where that makes a mark ordinary: a letter about mail templates may well show a
//! slot, and one about language models may well quote one.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::normal::Normal;

/// Words of people who speak about slots; those of five letters or more also as beginnings of words.
const SLOTS: &str = "autofill boilerplate bracket docusign handlebars hubspot interpolat jinja klaviyo liquid macro mailchimp \
    mailmerge merge mustache outreach placeholder shortcode spintax template templating variable zapier";
/// The same of people who speak about code, where braces, angle brackets and signs are at home.
const CODE: &str = "angular bash blade django dotenv ejs env html jekyll jsx latex markdown nunjucks php powershell regex shell \
    snippet svelte tags token twig vue xml";
/// The same of people who speak about assistants that write.
const ASSISTANTS: &str = "anthropic chatbot chatgpt claude copilot deepseek gemini genai gpt grok humanis humaniz langchain llama llm llms \
    mistral openai prompt";

/// What a letter or its job speaks about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Topic {
    /// Slots and templates.
    pub slots: bool,
    /// Code with signs of its own.
    pub code: bool,
    /// Assistants that write.
    pub assistants: bool,
}

impl Topic {
    /// Of a letter, and of the normalised words of its job.
    pub fn of(letter: &str, job: &str) -> Self {
        let normal = Normal::new(letter);
        let words: BTreeSet<&str> = normal.text().unicode_words().chain(job.split(' ')).collect();
        let speaks = |of: &str| words.iter().any(|word| is_of(word, of));
        Self { slots: speaks(SLOTS), code: speaks(CODE), assistants: speaks(ASSISTANTS) }
    }
}

fn is_of(word: &str, of: &str) -> bool {
    of.split(' ').any(|topic| word == topic || topic.len() >= 5 && word.starts_with(topic))
}
