"""An office's public log on a port of its own, whose answers can be spoilt one by one."""

import threading
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FOLDER = "/log/2026/"


class Site:
    """Serves `log`. `spoilt[path]` is given instead: bytes, a status, or a function that is handed the handler."""

    def __init__(self, log, *witnesses, quorum="none"):
        self.log, self.witnesses, self.quorum = log, witnesses, quorum
        self.spoilt, self.asked = {}, Counter()

    @property
    def policy(self):
        lines = [f"log {self.log.signer.verifier.vkey}"]
        lines += [f"witness {one.name} {one.cosigner.vkey}" for one in self.witnesses]
        return "\n".join([*lines, f"quorum {self.quorum}", ""]).encode()

    def find(self, path):
        if path == "/log/policy":
            return self.spoilt.get("policy", self.policy)
        name = path.removeprefix(FOLDER)
        self.asked[name] += 1
        if name in self.spoilt:
            return self.spoilt[name]
        if name == "checkpoint":
            return self.log.checkpoint(witnesses=self.witnesses)
        return self.log.serve(name) or 404

    def flip(self, path, at=0):
        """Changes one bit of what stands at a path."""
        data = self.find(FOLDER + path)
        self.spoilt[path] = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]

    @contextmanager
    def running(self):
        """The address of the log."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), type("_Handler", (_Handler,), {"site": self}))
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{FOLDER.rstrip('/')}"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self):
        found = self.site.find(self.path)
        if callable(found):
            found(self)
        elif isinstance(found, int):
            self.send_error(found)
        else:
            self.send_response(200)
            self.send_header("Content-Length", str(len(found)))
            self.end_headers()
            self.wfile.write(found)

    def log_message(self, *_args):
        pass
