// What the libraries use and browsers before Chromium 93 lack.
Object.hasOwn ||= (object, name) => Object.prototype.hasOwnProperty.call(object, name);
