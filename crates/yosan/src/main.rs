//! The `yosan` command: arguments, progress, tables and messages for people.

fn main() {}
