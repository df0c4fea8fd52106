/* Builds portal/web/static/dist/: style sheets for both writing directions, scripts, fonts, pictures, licences.
   Every file's name carries a hash of what is in it, so browsers may keep it for ever; manifest.json says which is which. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import rtlcss from "rtlcss";
import * as sass from "sass";
import { parse } from "yaml";
import { lean } from "./lean.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const PACKAGES = join(HERE, "node_modules");
const PICTURES = join(HERE, "..", "..", "questionnaires", "pictures.yaml");
const DIST = join(HERE, "..", "web", "static", "dist");
const MAKING = `${DIST}.making`;
const FONTS = { lexend: [400, 700], "atkinson-hyperlegible-next": [400, 700] };
const SHIPPED = ["govuk-frontend", "@fontsource/lexend", "@fontsource/atkinson-hyperlegible-next", "openmoji"];
const WORTH_PACKING = new Set([".css", ".js", ".svg", ".txt"]);

const manifest = {};

function keep(name, content) {
  const bytes = Buffer.from(content);
  const mark = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const ending = extname(name);
  const hashed = `${name.slice(0, -ending.length)}-${mark}${ending}`;
  const file = join(MAKING, hashed);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  if (WORTH_PACKING.has(ending)) {
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    const quality = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: quality }));
  }
  manifest[name] = hashed;
}

function keepFonts() {
  for (const [family, weights] of Object.entries(FONTS)) {
    for (const weight of weights) {
      for (const letters of ["latin", "latin-ext"]) {
        const name = `${family}-${letters}-${weight}-normal.woff2`;
        keep(`fonts/${name}`, readFileSync(join(PACKAGES, "@fontsource", family, "files", name)));
      }
    }
  }
}

/* pictures.yaml: concept → the file name of an OpenMoji picture, alone or under `openmoji:`.
   Read without types, because a code such as 26E1 would otherwise be taken for a number. */
function keepPictures() {
  if (!existsSync(PICTURES)) return;
  const concepts = parse(readFileSync(PICTURES, "utf8"), { schema: "failsafe" }) ?? {};
  for (const [concept, entry] of Object.entries(concepts)) {
    const code = basename(typeof entry === "string" ? entry : String(entry?.openmoji ?? entry?.file ?? ""), ".svg");
    const file = join(PACKAGES, "openmoji", "color", "svg", `${code}.svg`);
    if (!existsSync(file)) {
      throw new Error(`questionnaires/pictures.yaml: ${concept}: OpenMoji has no picture called "${code}"`);
    }
    keep(`pictures/${concept}.svg`, readFileSync(file));
  }
}

/* A style sheet names an asset as url("asset:fonts/x.woff2") and gets the hashed name. */
function withHashedNames(css, sheet) {
  return css.replace(/url\(\s*(["']?)asset:([^"')]+)\1\s*\)/g, (_whole, _quote, name) => {
    if (!manifest[name]) throw new Error(`${sheet} asks for asset:${name}, which the build does not make`);
    return `url("${manifest[name]}")`;
  });
}

function sources(ending) {
  return readdirSync(HERE).filter((name) => name.endsWith(ending) && !name.startsWith("_")).sort();
}

function keepStyles() {
  for (const sheet of sources(".scss")) {
    const compiled = sass.compile(join(HERE, sheet), {
      style: "compressed",
      importers: [new sass.NodePackageImporter()],
      loadPaths: [HERE],
      quietDeps: true,
    });
    const css = lean(withHashedNames(compiled.css, sheet));
    const name = basename(sheet, ".scss");
    keep(`${name}.css`, css);
    keep(`${name}.rtl.css`, rtlcss.process(css));
  }
}

function keepScripts() {
  for (const script of sources(".js")) {
    const bundled = esbuild.buildSync({
      entryPoints: [join(HERE, script)],
      bundle: true,
      minify: true,
      format: "esm",
      target: ["es2019"],
      legalComments: "none",
      write: false,
    });
    keep(script, bundled.outputFiles[0].contents);
  }
}

/* A package that comes without the text of its licence has it in licences/, as its own repository words it. */
function licenceText(name) {
  const own = join(HERE, "licences", `${name}.txt`);
  if (existsSync(own)) return readFileSync(own, "utf8");
  const folder = join(PACKAGES, name);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.(txt|md))?$/i.test(entry));
  if (!file) throw new Error(`${name} comes without a licence text`);
  return readFileSync(join(folder, file), "utf8");
}

function keepLicences() {
  const texts = SHIPPED.map((name) => {
    const { version, license } = JSON.parse(readFileSync(join(PACKAGES, name, "package.json"), "utf8"));
    return `${name} ${version} (${license})\n\n${licenceText(name).trim()}\n`;
  });
  keep("licences.txt", texts.join(`\n${"-".repeat(72)}\n\n`));
}

rmSync(MAKING, { recursive: true, force: true });
mkdirSync(MAKING, { recursive: true });
keepFonts();
keepPictures();
keepStyles();
keepScripts();
keepLicences();
writeFileSync(join(MAKING, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
rmSync(DIST, { recursive: true, force: true });
renameSync(MAKING, DIST);
