//! What bad input gets: a sentence with the path and the reason, an entry in the manifest, and the run goes on.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on")]

mod support;

use std::fs::File;

use crate::support::{Folder, Ran};

/// Runs `batch in --out out` with a good paper beside the bad input, and expects the good one to be written.
#[track_caller]
fn batch(folder: &Folder, options: &str) -> Ran {
    folder.write("in/good.txt", "令和6年度予算案の概要\n");
    let ran = folder.yosan(&format!("batch in --out out --quiet {options}"));
    assert!(folder.read("out/documents.jsonl").contains("\"id\":\"good\""), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
    ran
}

/// Expects one line on stderr, one failed entry in the manifest with the same reason, and status 1.
#[track_caller]
fn failed(folder: &Folder, ran: &Ran, path: &str, reason: &str) {
    assert_eq!(ran.stderr, format!("error: {path}: {reason}\n"));
    assert_eq!(ran.status, Some(1));
    let manifest = folder.manifest("out");
    let inputs = manifest["inputs"].as_array().unwrap();
    let failed: Vec<_> = inputs.iter().filter(|input| input["status"] == "failed").collect();
    assert_eq!(failed.len(), 1, "{manifest:#}");
    assert_eq!(failed[0]["reason"], reason);
}

#[test]
fn a_missing_path() {
    let folder = Folder::new();
    let ran = batch(&folder, "not-there/paper.txt");
    failed(&folder, &ran, "not-there/paper.txt", "no such file or folder: check the path");
}

#[test]
fn a_binary_file() {
    let folder = Folder::new();
    folder.write("in/picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0");
    let ran = batch(&folder, "");
    assert!(ran.stderr.starts_with("error: in/picture.txt: it is not text ("), "{}", ran.stderr);
    assert_eq!(ran.status, Some(1));
    assert_eq!(folder.manifest("out")["counts"]["failed"], 1);
}

#[test]
fn an_empty_file_is_read_with_a_finding() {
    let folder = Folder::new();
    folder.write("in/empty.txt", "");
    let ran = batch(&folder, "");
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    assert!(folder.read("out/diagnostics.jsonl").contains("empty-document"));
}

#[test]
fn bytes_that_are_not_valid_are_read_with_a_finding() {
    let folder = Folder::new();
    folder.write("in/damaged.txt", b"\xE4\xBA\x88\xE7\xAE\x97\xE6\xA1\x88\xE3\x81\xAE\xE6\xA6\x82\xE8 \xE5\xB9\xB4\n");
    let ran = batch(&folder, "--encoding utf-8");
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    assert!(folder.read("out/diagnostics.jsonl").contains("malformed-bytes"));
}

#[test]
fn a_file_above_the_limit() {
    let folder = Folder::new();
    folder.write("in/large.txt", "あ".repeat(100));
    let ran = batch(&folder, "--max-bytes 299");
    failed(
        &folder,
        &ran,
        "in/large.txt",
        "300 bytes, above the limit of 299: raise --max-bytes if it is a budget paper",
    );
}

#[test]
fn a_sparse_line_of_a_gigabyte_is_refused_before_it_is_read() {
    let folder = Folder::new();
    folder.write("in/sparse.txt", "");
    File::create(folder.path("in/sparse.txt")).unwrap().set_len(1 << 30).unwrap();
    let ran = batch(&folder, "");
    failed(
        &folder,
        &ran,
        "in/sparse.txt",
        "1073741824 bytes, above the limit of 268435456: raise --max-bytes if it is a budget paper",
    );
}

#[test]
fn two_inputs_with_the_same_document_id() {
    let folder = Folder::new();
    folder.write("in/2024/pr.md", "予算\n").write("in/2024/pr.txt", "予算\n");
    let ran = batch(&folder, "");
    failed(
        &folder,
        &ran,
        "in/2024/pr.txt",
        "its document id `2024/pr` is taken by the input `2024/pr.md`: rename one of the two, or give the folder above \
         both as the input",
    );
}

#[test]
fn the_same_file_named_twice_is_one_input() {
    let folder = Folder::new();
    let ran = batch(&folder, "in in/../in/good.txt");
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    assert_eq!(folder.manifest("out")["counts"]["inputs"], 1);
}

#[test]
fn an_input_in_the_output_folder() {
    let folder = Folder::new();
    batch(&folder, "");
    let ran = batch(&folder, "out");
    failed(&folder, &ran, "out", "it lies in the output folder, whose files are never input: name another --out");
}

#[test]
fn a_name_with_control_characters_does_not_reach_the_terminal() {
    let folder = Folder::new();
    folder.write("in/\u{1b}[31m.txt", "x".repeat(200));
    let ran = batch(&folder, "--max-bytes 100");
    assert!(ran.stderr.starts_with("error: in/\\u{1b}[31m.txt: 200 bytes"), "{}", ran.stderr);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;
    use std::process::Command;
    use std::{fs, io};

    use super::*;

    #[test]
    fn a_folder_without_permission() {
        let folder = Folder::new();
        folder.write("in/closed/paper.txt", "予算\n");
        let closed = folder.path("in/closed");
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
        if fs::read_dir(&closed).is_ok() {
            println!("skipped: this user may read everything");
            return;
        }
        let ran = batch(&folder, "");
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
        failed(&folder, &ran, "in/closed", "no permission to read it: change its mode or run as its owner");
    }

    #[test]
    fn a_folder_loop_through_symbolic_links() {
        let folder = Folder::new();
        folder.write("in/sub/paper.txt", "予算\n");
        symlink(folder.path("in"), folder.path("in/sub/again")).unwrap();
        let ran = batch(&folder, "");
        failed(
            &folder,
            &ran,
            "in/sub/again",
            "a symbolic link to a folder above it, not followed: remove the link from the input",
        );
        assert!(folder.read("out/documents.jsonl").contains("\"id\":\"sub/paper\""));
    }

    #[test]
    fn a_symbolic_link_that_leads_nowhere() {
        let folder = Folder::new();
        folder.write("in/x.txt", "予算\n");
        symlink("gone.txt", folder.path("in/link.txt")).unwrap();
        let ran = batch(&folder, "");
        let reason = "a symbolic link that leads nowhere: remove it or restore its target";
        failed(&folder, &ran, "in/link.txt", reason);
    }

    #[test]
    fn a_link_to_a_file_is_read() {
        let folder = Folder::new();
        folder.write("elsewhere/paper.txt", "予算\n").write("in/x.txt", "予算\n");
        symlink(folder.path("elsewhere/paper.txt"), folder.path("in/link.txt")).unwrap();
        assert_eq!(batch(&folder, "").status, Some(0));
        assert_eq!(folder.manifest("out")["counts"]["ok"], 3);
    }

    #[test]
    fn a_named_pipe_is_never_opened() {
        let folder = Folder::new();
        folder.write("in/x.txt", "予算\n");
        if !Command::new("mkfifo").arg(folder.path("in/pipe.txt")).status().is_ok_and(|status| status.success()) {
            println!("skipped: no mkfifo");
            return;
        }
        // Nobody writes into the pipe: were it opened, the run would wait for ever.
        let ran = batch(&folder, "");
        let reason = "a named pipe, not a file, skipped without opening it: write its content to a file";
        failed(&folder, &ran, "in/pipe.txt", reason);
        let ran = folder.yosan("extract in/pipe.txt");
        assert_eq!((ran.status, ran.stderr), (Some(1), format!("error: in/pipe.txt: {reason}\n")));
    }

    #[test]
    fn a_socket_is_never_opened() {
        let folder = Folder::new();
        folder.write("in/x.txt", "予算\n");
        let _listener = UnixListener::bind(folder.path("in/socket.txt")).unwrap();
        let ran = batch(&folder, "");
        let reason = "a socket, not a file, skipped without opening it: write its content to a file";
        failed(&folder, &ran, "in/socket.txt", reason);
    }

    #[test]
    fn a_device_is_never_opened() {
        let folder = Folder::new();
        let ran = batch(&folder, "/dev/zero");
        let reason = "a device, not a file, skipped without opening it: write its content to a file";
        failed(&folder, &ran, "/dev/zero", reason);
    }

    #[test]
    fn names_that_are_not_unicode() -> io::Result<()> {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let folder = Folder::new();
        folder.write("in/x.txt", "予算\n");
        fs::write(folder.path("in").join(OsStr::from_bytes(b"\x97\x5c\x8eZ.txt")), "予算\n")?;
        assert_eq!(batch(&folder, "").status, Some(0));
        assert!(folder.read("out/documents.jsonl").contains("\u{FFFD}"));
        Ok(())
    }
}
