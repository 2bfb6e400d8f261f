// Builds the bundled snapshot of disposable domains and the invariants beside it: node build.mjs <unpacked packages> <output folder>
import fs from 'node:fs';
import path from 'node:path';
import { domainToASCII, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const [packages, output] = process.argv.slice(2);
const here = import.meta.dirname;
const text = (name, file) => fs.readFileSync(path.join(packages, name, 'package', file), 'utf8');
const lines = (content) => content.split(/\r?\n/).map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
const json = (name, file) => JSON.parse(text(name, file));
const byHand = (file) => lines(fs.readFileSync(path.join(here, file), 'utf8'));

const sources = [
    ['collector', 'disposable-domains', () => json('disposable-domains', 'index.json')],
    ['collector', 'is-disposable-email-domain', () => lines(text('is-disposable-email-domain', 'data/disposable.txt'))],
    ['collector', 'burner-email-providers', () => lines(text('burner-email-providers', 'emails.txt'))],
    ['collector', 'mailchecker', () => JSON.parse(/new Set\((\[[^\]]*\])\)/.exec(text('mailchecker', 'platform/node/index.js'))[1])],
    ['collector', 'disposable-email-domains-js', () => json('disposable-email-domains-js', 'dist/dict/disposable_email_blocklist.json')],
    ['collector', 'fakefilter', () => lines(text('fakefilter', 'txt/data.txt'))],
    ['aggregator', 'disposable-email-detector', () => json('disposable-email-detector', 'index.json')],
    ['aggregator', 'dahoom', () => json('dahoom', 'domains.json')],
];

// Lower-case A-labels, or nothing for what is no domain name.
const NAME = /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;
const canonical = (name) => {
    const plain = String(name).trim().toLowerCase().replace(/^[@.]+|\.$/g, '');
    const ascii = /^[a-z0-9._-]+$/.test(plain) ? plain : domainToASCII(plain);
    return NAME.test(ascii) ? ascii : null;
};
const topLevel = new Set(json('tlds', 'index.json').map((tld) => domainToASCII(tld)));
const known = (name) => topLevel.has(name.slice(name.lastIndexOf('.') + 1));

const suffixes = new Set((await import(pathToFileURL(path.join(packages, 'psl/package/data/rules.js')))).default
    .map((rule) => rule.replace(/[^.*!]+/g, (label) => domainToASCII(label))));
const isPublicSuffix = (name) =>
    !suffixes.has('!' + name) && (suffixes.has(name) || suffixes.has('*' + name.slice(name.indexOf('.'))));

// Universities, schools, governments and the military, under whatever country.
const INSTITUTION = new RegExp('(?:^|\\.)(?:'
    + 'edu|gov|mil|int|(?:edu|ac|gov|mil|gob|gouv|govt|gub|sch)\\.[a-z]{2}|k12\\.[a-z]{2}\\.us|gc\\.ca|canada\\.ca|admin\\.ch|bund\\.de|europa\\.eu'
    + '|(?:go|lg|ed)\\.jp|(?:go|re|hs|ms|es)\\.kr|go\\.(?:id|th|ke|tz|ug)|nhs\\.uk|police\\.uk|gv\\.at|ac-[a-z-]+\\.fr)$');

const tree = (names) => {
    const roots = new Set(names.map((name) => {
        const ascii = canonical(name);
        if (!ascii) {
            throw new Error('not a domain name: ' + name);
        }
        return ascii;
    }));
    return {
        roots,
        holds: (name) => {
            for (let rest = name; ; rest = rest.slice(rest.indexOf('.') + 1)) {
                if (roots.has(rest)) {
                    return true;
                }
                if (!rest.includes('.')) {
                    return false;
                }
            }
        },
    };
};
const relays = tree(byHand('relays.txt'));

const dropped = { notADomain: 0, unknownTopLevel: 0 };
const votes = new Map();
const about = (name) => {
    const { name: packageName, version, license } = json(name, 'package.json');
    return { name: packageName, version, licence: license };
};
const provenance = { sources: [] };
const rejected = new Set();
for (const [kind, name, read] of sources) {
    const names = read();
    const valid = new Set();
    for (const entry of names) {
        const ascii = canonical(entry);
        if (ascii && known(ascii)) {
            valid.add(ascii);
        } else if (!rejected.has(entry)) {
            rejected.add(entry);
            dropped[ascii ? 'unknownTopLevel' : 'notADomain']++;
        }
    }
    if (valid.size < 1000) {
        throw new Error(`${name} has only ${valid.size} names`);
    }
    for (const ascii of valid) {
        const vote = votes.get(ascii) ?? { collector: 0, aggregator: 0 };
        vote[kind]++;
        votes.set(ascii, vote);
    }
    provenance.sources.push({ ...about(name), class: kind, entries: names.length, names: valid.size });
}

// common.json has some disposables too: what three collectors know is no provider, unless it is listed by hand.
const common = json('email-providers', 'common.json').filter((name) => (votes.get(canonical(name))?.collector ?? 0) < 3);
const providers = tree([...common, ...byHand('providers.txt')]);
const companies = tree(byHand('companies.txt'));
const invariants = [
    ['relays', relays.holds],
    ['providers', providers.holds],
    ['companies', companies.holds],
    ['institutions', (name) => INSTITUTION.test(name)],
    ['publicSuffixes', isPublicSuffix],
];

const aggregators = sources.filter(([kind]) => kind === 'aggregator').length;
const block = [];
const suspect = [];
provenance.invariantsDropped = {};
for (const [name, vote] of votes) {
    const invariant = invariants.find(([, holds]) => holds(name));
    if (invariant) {
        provenance.invariantsDropped[invariant[0]] = (provenance.invariantsDropped[invariant[0]] ?? 0) + 1;
    } else if (vote.collector > 0 || vote.aggregator === aggregators) {
        block.push(name);
    } else {
        suspect.push(name);
    }
}
provenance.dropped = dropped;
provenance.invariants = ['email-providers', 'psl', 'tlds'].map(about);
provenance.counts = { block: block.length, suspect: suspect.length, relay: relays.roots.size };

const sections = [['block', block], ['suspect', suspect], ['relay', [...relays.roots]]];
const snapshot = sections.map(([name, names]) => [`=${name}`, ...names.sort(), ''].join('\n')).join('');
fs.writeFileSync(path.join(output, 'disposable-domains.txt.gz'), gzipSync(snapshot, { level: 9 }));
fs.writeFileSync(path.join(output, 'disposable-domains.provenance.json'), JSON.stringify(provenance, null, 2) + '\n');

// What the service needs to hold what the lists say at run time against the same rules.
const rules = [
    ['top-level', [...topLevel]],
    ['suffix', [...suffixes]],
    ['provider', [...providers.roots]],
    ['company', [...companies.roots]],
];
const invariantText = rules.map(([name, names]) => [`=${name}`, ...names.sort(), ''].join('\n')).join('');
fs.writeFileSync(path.join(output, 'invariants.txt.gz'), gzipSync(invariantText, { level: 9 }));
console.log(JSON.stringify(provenance, null, 2));
