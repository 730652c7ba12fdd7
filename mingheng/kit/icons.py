"""The icons of the product, drawn for it: a 16-pixel grid, 1.5 pixel strokes, no fills.

``SHAPES`` holds the 12-pixel marks of a deadline. They are filled, because a deadline is told
by its shape as well as by its colour and must survive a black-and-white print.

Each value is the inside of an ``<svg>``; ``kit/sprite.html`` puts every one of them once into
the page and the tag ``{% icon %}`` points at it.
"""

from collections.abc import Mapping

ICONS: Mapping[str, str] = {
    "arrow-right": '<path d="M3 8h10M9 4l4 4-4 4"/>',
    "bell": '<path d="M4 11V7a4 4 0 1 1 8 0v4l1 1.2H3zM6.5 13.8h3"/>',
    "book": '<path d="M3 3h4.2L8 3.8 8.8 3H13v9.5H8.8L8 13.3l-.8-.8H3zM8 3.8v9.5"/>',
    "building": '<path d="M3.5 13.5v-11h6v11M9.5 6.5h3v7M2 13.5h12M5.5 5h2M5.5 7.5h2M5.5 10h2"/>',
    "calendar": '<path d="M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5V5M10.5 2.5V5M5.5 10h2"/>',
    "camera": ('<path d="M2.5 5h2.3l1-1.5h4.4l1 1.5h2.3v8h-11zM8 6.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z"/>'),
    "chart": '<path d="M2.5 13.5h11M4.5 11V8M8 11V4M11.5 11V6.5"/>',
    "check": '<path d="m3.5 8.5 3 3 6-7"/>',
    "chevron-down": '<path d="m4.5 6.5 3.5 3.5 3.5-3.5"/>',
    "chevron-left": '<path d="M9.5 4.5 6 8l3.5 3.5"/>',
    "chevron-right": '<path d="m6.5 4.5 3.5 3.5-3.5 3.5"/>',
    "clock": ('<path d="M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3.2l2.2 1.3"/>'),
    "columns": '<path d="M2.5 3.5h11v9h-11zM6.2 3.5v9M9.8 3.5v9"/>',
    "cross": '<path d="m4 4 8 8M12 4l-8 8"/>',
    "desk": '<path d="M2.5 4.5h11v7h-11zM2.5 7.5h11M6 13.5h4M8 11.5v2"/>',
    "download": '<path d="M8 2.5v7.5M5 7.3l3 3 3-3M3 13h10"/>',
    "file": '<path d="M4 2.5h5l3 3v8H4zM9 2.5v3h3"/>',
    "file-check": '<path d="M3.5 2.5h6l3 3v8h-9zM9.5 2.5v3h3M5.5 10l1.3 1.3L9.7 8.2"/>',
    "flag": '<path d="M4 13.5v-11M4 3h8l-1.8 2.7L12 8.5H4"/>',
    "folder": ('<path d="M2.5 4.5a1 1 0 0 1 1-1H6l1.5 1.8h5a1 1 0 0 1 1 1v5.2a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1z"/>'),
    "gavel": '<path d="m7 3 4 4M5.5 4.5l4 4M8.3 5.7 3 11.2M8 13.5h5.5"/>',
    "gear": (
        '<path d="M8 5.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM8 2v1.6M8 12.4V14M2 8h1.6'
        'M12.4 8H14M3.8 3.8l1.1 1.1M11.1 11.1l1.1 1.1M12.2 3.8l-1.1 1.1M4.9 11.1l-1.1 1.1"/>'
    ),
    "help": (
        '<path d="M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM6.3 6.4a1.7 1.7 0 1 1 2.4 1.6c-.5.3-.7.6-.7 1.2M8 11.2v.1"/>'
    ),
    "id-card": '<path d="M2 3.5h12v9H2zM6 6a1.3 1.3 0 1 0 0 2.6A1.3 1.3 0 0 0 6 6zM4 11c.3-1 1-1.5 2-1.5s1.7.5 2 1.5M10 6.5h2.5M10 9h2.5"/>',
    "inbox": '<path d="M2.5 9.5 4 3.5h8l1.5 6v3h-11zM2.5 9.5H6l.7 1.5h2.6L10 9.5h3.5"/>',
    "keyboard": '<path d="M2 4.5h12v7H2zM4.5 7h.01M7 7h.01M9.5 7h.01M12 7h.01M5 9.3h6"/>',
    "link": (
        '<path d="M6.8 9.2a2.3 2.3 0 0 0 3.3 0l2.2-2.2a2.3 2.3 0 0 0-3.3-3.3l-.8.8'
        'M9.2 6.8a2.3 2.3 0 0 0-3.3 0L3.7 9A2.3 2.3 0 0 0 7 12.3l.8-.8"/>'
    ),
    "list": '<path d="M4 3.5h8v10H4zM6 2.5h4v2H6zM6 7.5h4M6 10h4"/>',
    "lock": '<path d="M4 7.5h8v6H4zM5.5 7.5V5.3a2.5 2.5 0 0 1 5 0v2.2"/>',
    "menu": '<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11"/>',
    "minus": '<path d="M4 8h8"/>',
    "lots": '<path d="M3 3h10v10H3z"/><path d="M5.7 5.7h.01M10.3 5.7h.01M8 8h.01M5.7 10.3h.01M10.3 10.3h.01" stroke-width="2"/>',
    "moon": '<path d="M13 9.6A5.5 5.5 0 1 1 6.4 3 4.4 4.4 0 0 0 13 9.6z"/>',
    "more": '<path d="M3.5 8h.01M8 8h.01M12.5 8h.01" stroke-width="2.2"/>',
    "pencil": '<path d="m3 13 .6-2.6L10.5 3.5l2 2-6.9 6.9zM9 5l2 2"/>',
    "person": ('<path d="M8 3a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM3 13.5c.4-2.6 2.4-4 5-4s4.6 1.4 5 4"/>'),
    "play": '<path d="M5 3.5v9l7.5-4.5z"/>',
    "plus": '<path d="M8 3.5v9M3.5 8h9"/>',
    "printer": '<path d="M4.5 6V2.5h7V6M4.5 11H3V6h10v5h-1.5M4.5 9h7v4.5h-7z"/>',
    "receipt": ('<path d="M3 2.5h10v11l-2-1.3-1.5 1.3L8 12.2l-1.5 1.3L5 12.2 3 13.5zM5.5 5.5h5M5.5 8h5"/>'),
    "return": '<path d="M5.5 4 3 6.5 5.5 9M3 6.5h6.5a3.5 3.5 0 0 1 0 7H7"/>',
    "ring": '<path d="M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6z"/>',
    "scale": (
        '<path d="M8 2.5v11M5 13.5h6M3 4.5h10M3 4.5 1.5 9h3zM13 4.5 11.5 9h3zM1.5 9a1.5 1.5 0 0 0 3 0M11.5 9a1.5 1.5 0 0 0 3 0"/>'
    ),
    "search": '<path d="M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3l3.2 3.2"/>',
    "send": '<path d="M14 2 7 9M14 2 9.5 14 7 9 2 6.5z"/>',
    "shield-check": '<path d="M8 2.2 13 4v4c0 3-2 5-5 6-3-1-5-3-5-6V4zM5.7 8l1.6 1.6 3-3.3"/>',
    "sign-out": '<path d="M6.5 13.5h-4v-11h4M6 8h8M11 5l3 3-3 3"/>',
    "speech": '<path d="M2.5 3.5h11v7H8l-3 2.5v-2.5H2.5zM5 6h6M5 8h4"/>',
    "sync": ('<path d="M13 6.5A5.3 5.3 0 0 0 3.5 5M3 9.5A5.3 5.3 0 0 0 12.5 11M3.3 2.5V5h2.5M12.7 13.5V11h-2.5"/>'),
    "people": (
        '<path d="M6 3.5a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4zM1.8 13c.3-2.3 2-3.5 4.2-3.5'
        's3.9 1.2 4.2 3.5M10.6 4a2 2 0 0 1 0 3.7M12 9.8c1.3.5 2.1 1.6 2.3 3.2"/>'
    ),
    "upload": '<path d="M8 10.5V3M5 5.7l3-3 3 3M3 13h10"/>',
    "video": '<path d="M2 4.5h8v7H2zM10 7l4-2v6l-4-2z"/>',
    "warning": '<path d="M8 2.5 14 13H2zM8 6.5v3M8 11.2v.1"/>',
}

SHAPES: Mapping[str, str] = {
    "ok": '<circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="1.6"/>',
    "near": '<path d="M6 .8 11.6 11H.4z" fill="currentColor"/>',
    "over": (
        '<path d="M1 1h10v10H1z" fill="currentColor"/><path d="M6 3v3.4M6 8.6v.3" class="punch" fill="none" stroke-width="1.4"/>'
    ),
    "hold": '<path d="M3 1.5h2v9H3zM7 1.5h2v9H7z" fill="currentColor"/>',
    "done": ('<path d="m1.8 6.4 2.7 2.8L10.2 2.8" fill="none" stroke="currentColor" stroke-width="1.6"/>'),
}
