//! What the native command `secondlook` is made of, for its `main`, its tests and the build steps.

pub mod html;
