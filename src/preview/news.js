  // Who follows the news of a server hears the name of each newer state, and `lost` where there is no contact. A browser keeps at
  // most six connections to one server, for all windows together: one of them listens, and tells the others.
  function follow(base, hear) {
    const channel = new BroadcastChannel(`vp-preview ${base.pathname}`);
    channel.onmessage = event => hear(event.data);
    const tell = name => { channel.postMessage(name); hear(name); };
    function listen() {
      const events = new EventSource(new URL('.vp/events', base));
      events.onmessage = event => tell(event.data);
      events.onerror = () => {
        tell('lost');
        // One that is refused does not try again by itself.
        if (events.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
      };
    }
    if (navigator.locks) navigator.locks.request(channel.name, () => new Promise(() => listen())).catch(listen);
    else listen();
  }

