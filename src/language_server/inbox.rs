//! What has come from the editor and is not answered yet.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lsp_server::{Message, RequestId};

/// The end that messages are put in at.
#[derive(Debug)]
pub(super) struct Slot {
    sender: Sender<Message>,
    shared: Shared,
}

/// The end that they are taken out at, in their order.
#[derive(Debug)]
pub(super) struct Inbox {
    receiver: Receiver<Message>,
    shared: Shared,
}

/// What both ends know.
#[derive(Clone, Debug, Default)]
struct Shared {
    /// How many messages are waiting.
    waiting: Arc<AtomicUsize>,
    /// The requests that nobody waits for any longer.
    cancelled: Arc<Mutex<BTreeSet<String>>>,
}

/// Both ends of an inbox in which there is nothing yet.
pub(super) fn inbox() -> (Slot, Inbox) {
    let ((sender, receiver), shared) = (channel(), Shared::default());
    (Slot { sender, shared: shared.clone() }, Inbox { receiver, shared })
}

impl Slot {
    /// Puts a message in; false where nobody will take it out.
    pub(super) fn put(&self, message: Message) -> bool {
        // Before it is there: whoever takes it out counts down.
        self.shared.waiting.fetch_add(1, Ordering::SeqCst);
        self.sender.send(message).is_ok()
    }

    /// Nobody waits for the answer of a request any longer.
    pub(super) fn cancel(&self, id: &RequestId) {
        self.shared.cancelled.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_string());
    }
}

/// What there is to take out.
#[derive(Debug)]
pub(super) enum Next {
    /// A message.
    Message(Message),
    /// Nothing yet.
    Nothing,
    /// Nothing, and nothing more will come.
    Closed,
}

impl Inbox {
    /// The next message where one is waiting.
    pub(super) fn next(&self) -> Next {
        match self.receiver.try_recv() {
            Ok(message) => self.taken(message),
            Err(TryRecvError::Empty) => Next::Nothing,
            Err(TryRecvError::Disconnected) => Next::Closed,
        }
    }

    /// The next message, waited for so long.
    pub(super) fn wait(&self, longest: Duration) -> Next {
        match self.receiver.recv_timeout(longest) {
            Ok(message) => self.taken(message),
            Err(RecvTimeoutError::Timeout) => Next::Nothing,
            Err(RecvTimeoutError::Disconnected) => Next::Closed,
        }
    }

    fn taken(&self, message: Message) -> Next {
        self.shared.waiting.fetch_sub(1, Ordering::SeqCst);
        Next::Message(message)
    }

    /// What any thread may ask of the inbox.
    pub(super) fn watch(&self) -> Watch {
        Watch(self.shared.clone())
    }

    /// Whether nobody waits for the answer of a request any longer.
    pub(super) fn is_cancelled(&self, id: &RequestId) -> bool {
        self.watch().is_cancelled(id)
    }

    /// A request is answered: that it was cancelled need not be known any longer.
    pub(super) fn answered(&self, id: &RequestId) {
        self.shared.cancelled.lock().unwrap_or_else(PoisonError::into_inner).remove(&id.to_string());
    }
}

/// What any thread may ask of an inbox.
#[derive(Clone, Debug)]
pub(super) struct Watch(Shared);

impl Watch {
    /// Whether anything is waiting.
    pub(super) fn has_more(&self) -> bool {
        self.0.waiting.load(Ordering::SeqCst) > 0
    }

    /// Whether nobody waits for the answer of a request any longer.
    pub(super) fn is_cancelled(&self, id: &RequestId) -> bool {
        self.0.cancelled.lock().unwrap_or_else(PoisonError::into_inner).contains(&id.to_string())
    }
}
