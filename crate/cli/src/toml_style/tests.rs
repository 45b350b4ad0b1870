use super::*;

fn formatted(text: &str) -> String {
    format(text, Kind::Rule).unwrap()
}

#[test]
fn keys_stand_in_the_order_of_the_type_with_their_comments() {
    let text = "# About the file.\n\n# The version.\nversion='1.0.0'  # not a number\nid   = \"one\"\n[examples]\nsilent=['b']\n\
                fire=[\"a\"]\n\n\n\n# What must be said.\n[match]\nnear = 3\nany = [ 'a' , \"b'c\" ]\n# The end.\n";
    let out = "id = \"one\"\n# About the file.\n\n# The version.\nversion = \"1.0.0\" # not a number\n\n# What must be said.\n[match]\n\
               any = [\"a\", \"b'c\"]\nnear = 3\n\n[examples]\nfire = [\"a\"]\nsilent = [\"b\"]\n# The end.\n";
    assert_eq!(formatted(text), out);
    assert_eq!(formatted(out), out);
}

#[test]
fn lists_are_on_one_line_filled_or_one_a_line() {
    let short = format!("references = [{}]\n", "'twelve-chars', ".repeat(12));
    let out = formatted(&short);
    assert_eq!(out.lines().count(), 4, "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= WIDTH));
    let long = format!("references = [{}]\n", "'a text that is much longer than twenty characters', ".repeat(3));
    assert_eq!(formatted(&long).lines().count(), 5);
    let commented = "references = [\n   # first\n 'a', # behind\n  'b' # last\n # end\n]\n";
    let out = "references = [\n  # first\n  \"a\", # behind\n  \"b\", # last\n  # end\n]\n";
    assert_eq!(formatted(commented), out);
    assert_eq!(formatted(out), out);
}

#[test]
fn what_is_no_toml_is_left_alone() {
    assert!(format("id = ", Kind::Rule).is_err());
    assert_eq!(format("\n", Kind::Rule).unwrap(), "");
    assert_eq!(format("\u{feff}id = 1\r\n", Kind::Rule).unwrap(), "id = 1\n");
}

#[test]
fn dotted_keys_and_tables_in_lists_stay_what_they_are() {
    let text = "[[page]]\nkind = 'a'\nwhen.all = [{ css='x', text = \"#1\" }]\n[page.part]\nx = 1\n[[page]]\nkind = 'b'\n[page.part.deep]\ny=2\n";
    let out = format(text, Kind::Adapter).unwrap();
    assert!(out.contains("when.all = [{ css = \"x\", text = \"#1\" }]\n\n[page.part]\nx = 1\n\n[[page]]\nkind = \"b\"\n\n[page.part.deep]"));
    assert_eq!(format(&out, Kind::Adapter).unwrap(), out);
}
