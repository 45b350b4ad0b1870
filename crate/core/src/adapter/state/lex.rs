//! lex.
