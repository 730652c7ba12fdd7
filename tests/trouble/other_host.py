"""Another host for the witness: a network namespace of the test's own making, where the kernel lets us, else only a Unix socket between.

In the first way there are two namespaces with one cable between them: at one end a relay that carries what arrives over a Unix socket to the
log, at the other the witness, which sees no other network. In the second the relay listens on this host, and still nothing but the socket joins the two.
"""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from mingheng.kit.paths import CHECKOUT

ENOUGH = 60
NEAR, FAR, PORT = "10.77.0.1", "10.77.0.2", 8000
CABLE = f"""
set -e
ip link set lo up
unshare --net sleep 3600 & far=$!
while [ "$(readlink /proc/$far/ns/net)" = "$(readlink /proc/$$/ns/net)" ]; do sleep 0.05; done
ip link add near type veth peer name far
ip link set far netns $far
ip addr add {NEAR}/24 dev near; ip link set near up
nsenter -t $far --net ip addr add {FAR}/24 dev far
nsenter -t $far --net ip link set far up
echo $far
exec "$@"
"""


@dataclass
class OtherHost:
    """Where the witness runs, and the address at which it finds the log."""

    way: str
    url: str
    enter: Sequence[str] = field(default_factory=list)

    def run(self, *command: str, given: str = "") -> "subprocess.CompletedProcess[str]":
        """Run a command there to its end."""
        return subprocess.run(
            [*self.enter, *command], input=given, capture_output=True, text=True, timeout=ENOUGH, cwd=CHECKOUT, check=False
        )

    def witness(self, folder: Path, *words: str, given: str = "") -> "subprocess.CompletedProcess[str]":
        """Run the witness there to its end."""
        return self.run(sys.executable, "-m", "mingheng", "witness", "--folder", str(folder), *words, given=given)


@contextmanager
def other_host(folder: Path, port: int) -> Iterator[OtherHost]:
    """Another host, from which the log served on `port` here is reached; `folder` holds the socket."""
    relay = [sys.executable, "-m", "tests.trouble.other_host"]
    wire = str(folder / "wire")
    cable = ["unshare", "--user", "--map-root-user", "--net", "sh", "-c", CABLE, "cable"]
    with started([*relay, wire, "127.0.0.1", str(port)]) as near:
        assert near
        with started([*cable, *relay, NEAR, str(PORT), wire]) as far:
            if far:
                enter = ["nsenter", "-t", far, "--user", "--net", "--preserve-credentials"]
                yield OtherHost("namespace", f"http://{NEAR}:{PORT}/log", enter)
                return
        with started([*relay, "127.0.0.1", "0", wire]) as far:
            yield OtherHost("socket", f"http://127.0.0.1:{far}/log")


@contextmanager
def started(command: Sequence[str]) -> Iterator[str]:
    """A process group while a block lasts, ended after it; yields what it says first, nothing where it could not begin."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=CHECKOUT, start_new_session=True
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


async def relay(here: Sequence[str], there: Sequence[str]) -> None:
    """Carry what connects here there, both ways; an address is a host and a port, or the path of a socket."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        other, into = await (asyncio.open_connection(*there) if len(there) > 1 else asyncio.open_unix_connection(*there))
        await asyncio.gather(passed(reader, into), passed(other, writer), return_exceptions=True)

    server = await (asyncio.start_server(answer, *here) if len(here) > 1 else asyncio.start_unix_server(answer, *here))
    sys.stdout.write(f"{server.sockets[0].getsockname()[1] if len(here) > 1 else here[0]}\n")
    sys.stdout.flush()
    await server.serve_forever()


async def passed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Pass one direction on."""
    while data := await reader.read(1 << 16):
        writer.write(data)
        await writer.drain()
    writer.close()


if __name__ == "__main__":
    words = sys.argv[1:]
    listening = 1 if words[0].startswith("/") else 2
    asyncio.run(relay(words[:listening], words[listening:]))
