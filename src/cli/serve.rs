//! `vp serve`: the pages in a browser of this computer while they are written.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};

use anyhow::anyhow;
use jiff::civil::Date;

use super::args::Serve;
use super::{Outcome, clock, console, language, progress, signals};
use crate::diagnostic::{Bilingual, Language};
use crate::msg;
use crate::preview::server::Server;
use crate::preview::{Message, Newest, Preview, Token, World};
use crate::read::files::Files;
use crate::read::files::watch::Watch;
use crate::read::workspace;

/// The port that is tried first where none is asked for.
const FIRST_PORT: u16 = 8026;

/// So many ports are tried from it; then any that is free.
const PORTS_TRIED: u16 = 20;

/// Shows the pages until the program is ended.
pub(super) fn run(options: &Serve) -> anyhow::Result<Outcome> {
    let mut spoken = language::choose(options.language, None);
    // A day that is written wrong is told now; later it is that of each look.
    clock::today(spoken)?;
    signals::ends_with(Bilingual::fixed("förhandsvisningen är avslutad\n", "the preview has ended\n"));
    let files = Files::watched();
    let newest = Arc::new(Newest::default());
    let asked = options.language;
    let choose = move |of_workspace: Option<Language>| language::choose(asked, of_workspace);
    let today = move || -> Option<Date> { clock::today(spoken).ok() };
    let world = World {
        language: &choose,
        today: &today,
        words: &console::world,
        replacing: &console::replacing,
        forms: !options.is_read_only,
    };
    let mut preview = Preview::new(options.path.clone(), &files, world, Arc::clone(&newest));
    let begun = match preview.begin() {
        Ok(begun) => begun,
        Err(error) => {
            console::error(spoken, console::world(&error).get(spoken));
            return Ok(Outcome::Failed);
        }
    };
    spoken = begun.language();
    progress::speak(spoken);
    let token = Token::new().map_err(|error| {
        let words = msg!("datorn ger inga slumptal: {error}", "the computer gives no random numbers: {error}");
        anyhow!("{}", words.get(spoken).to_owned())
    })?;
    let server = match server(options.port, &token) {
        Ok(server) => server,
        Err(error) => {
            console::error(spoken, refused(options.port, &error).get(spoken));
            return Ok(Outcome::Failed);
        }
    };
    let address = server.address();
    let (inbox, messages) = mpsc::channel();
    server.start(inbox.clone(), newest, spoken, !options.is_read_only)?;
    watch(&files, &begun.out, inbox)?;
    progress::end();
    console::out(&format!("{address}\n"))?;
    let words = Bilingual::fixed(
        "öppna adressen i en webbläsare på den här datorn; avsluta med Ctrl-C\n",
        "open the address in a browser on this computer; end with Ctrl-C\n",
    );
    console::note(words.get(spoken));
    if !options.is_read_only {
        let words = Bilingual::fixed(
            "formulären på adressen skriver i uppföljningarna; --read-only visar bara\n",
            "forms at the address write in the follow-ups; --read-only only shows\n",
        );
        console::note(words.get(spoken));
    }
    preview.run(begun, &messages);
    Ok(Outcome::Clean)
}

/// A server at the port asked for, or at one that is free.
fn server(port: Option<u16>, token: &Token) -> io::Result<Server> {
    if let Some(port) = port {
        return Server::at(port, token.clone());
    }
    let mut ports = FIRST_PORT..FIRST_PORT + PORTS_TRIED;
    ports.find_map(|port| Server::at(port, token.clone()).ok()).map_or_else(|| Server::at(0, token.clone()), Ok)
}

/// Why there is no server at a port.
fn refused(port: Option<u16>, error: &io::Error) -> Bilingual {
    let Bilingual { sv, en } = workspace::reason(error);
    match (port, error.kind()) {
        (Some(port), io::ErrorKind::AddrInUse) => msg!(
            "port {port} används redan av något annat program\n  välj en annan, eller ta bort --port så väljs en som är ledig",
            "port {port} is in use by another program\n  choose another, or leave out --port and a free one is chosen",
        ),
        (Some(port), io::ErrorKind::PermissionDenied) => msg!(
            "port {port} får du inte använda\n  välj en över 1023, eller ta bort --port så väljs en som är ledig",
            "you may not use port {port}\n  choose one above 1023, or leave out --port and a free one is chosen",
        ),
        (Some(port), _) => msg!("port {port} går inte att använda: {sv}", "port {port} cannot be used: {en}"),
        (None, _) => msg!("ingen port går att använda: {sv}", "no port can be used: {en}"),
    }
}

/// Tells of changes, each once it has been read, in a thread of its own.
fn watch(files: &Files, out: &std::path::Path, inbox: Sender<Message>) -> io::Result<()> {
    let mut watch = Watch::new(files, Some(out));
    std::thread::Builder::new().name("watch".to_owned()).spawn(move || {
        loop {
            let (done, read) = mpsc::channel();
            if inbox.send(Message::Changed(watch.wait(), done)).is_err() || read.recv().is_err() {
                return;
            }
        }
    })?;
    Ok(())
}
