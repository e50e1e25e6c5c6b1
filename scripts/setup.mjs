// Sets up this clone: npm packages, .venv with Jupyter, the build, the kernelspec. Nothing outside the clone is touched.
// This file has to run on an old Node.js far enough to say so: no imports, and only syntax that Node.js 12 reads.

const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `churnlab needs Node.js 20.19 or newer (this is ${process.versions.node}). ` +
      'Debian/Ubuntu: "sudo apt-get install nodejs npm", or https://nodejs.org where that is older; ' +
      'macOS: "brew install node"; Windows: "winget install OpenJS.NodeJS.LTS".',
  );
  process.exit(1);
}

import("./setup/run.mjs").then(({ setUp }) => setUp());
