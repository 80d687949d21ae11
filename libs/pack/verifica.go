// Verifica un pacchetto con l'implementazione di Go (golang.org/x/mod/sumdb), che non ha codice in comune con Raccordo.
//
//	verifica CARTELLA
//
// Stampa una riga "ok ANNO size=N entries=N checkpoints=N" per ogni anno, o la prima cosa che non va (uscita 1).
// Con witnesses.policy controlla anche le controfirme Ed25519 dei testimoni (c2sp.org/tlog-cosignature) e il quorum; di
// quelle ML-DSA-44 dice che non le controlla: Go 1.19 non le conosce, le controlla verify.html.
package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// stored is the tree in Go's own order of hashes, computed from the hashes of the leaves.
type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for _, i := range indexes {
		if i < 0 || i >= int64(len(s)) {
			return nil, fmt.Errorf("no hash %d", i)
		}
		hashes = append(hashes, s[i])
	}
	return hashes, nil
}

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func run(pack string) error {
	keys, err := os.ReadFile(filepath.Join(pack, "vkeys"))
	if err != nil {
		return err
	}
	witnesses, err := readPolicy(filepath.Join(pack, "witnesses.policy"))
	if err != nil {
		return err
	}
	opened, err := readLines(pack)
	if err != nil {
		return err
	}
	for _, vkey := range strings.Fields(string(keys)) {
		verifier, err := note.NewVerifier(vkey)
		if err != nil {
			return err
		}
		name := verifier.Name()
		year := name[strings.LastIndex(name, "/")+1:]
		if err := checkYear(filepath.Join(pack, year), year, verifier, witnesses, opened); err != nil {
			return fmt.Errorf("%s: %w", year, err)
		}
	}
	return nil
}

func checkYear(dir, year string, verifier note.Verifier, witnesses *policy, opened lines) error {
	tree, err := open(filepath.Join(dir, "checkpoint"), verifier)
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	leaves, all, err := hashTree(dir, tree.N)
	if err != nil {
		return err
	}
	if root, err := tlog.TreeHash(tree.N, all); err != nil || root != tree.Hash {
		return fmt.Errorf("the tiles are not those that were signed")
	}
	entries, err := checkEntries(dir, tree.N, leaves, opened[year])
	if err != nil {
		return err
	}
	older, err := filepath.Glob(filepath.Join(dir, "checkpoints", "*"))
	if err != nil {
		return err
	}
	for _, path := range append(older, optional(filepath.Join(dir, "witnessed"))...) {
		then, err := open(path, verifier)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if root, err := tlog.TreeHash(then.N, all); then.N > tree.N || err != nil || root != then.Hash {
			return fmt.Errorf("FORK: %s has another root", path)
		}
	}
	lines, err := checkWitnesses(dir, year, verifier, witnesses)
	if err != nil {
		return err
	}
	for _, left := range opened[year] {
		return fmt.Errorf("%s: riga %d: la voce non è nel pacchetto", left[0].file, left[0].number)
	}
	fmt.Printf("ok %s size=%d entries=%d checkpoints=%d\n%s", year, tree.N, entries, len(older), lines)
	return nil
}

func optional(path string) []string {
	if _, err := os.Stat(path); err != nil {
		return nil
	}
	return []string{path}
}

// checkWitnesses says how far the quorum of witnesses has cosigned; a signature under a witness's key that is not its
// word on this checkpoint is an error.
func checkWitnesses(dir, year string, log note.Verifier, witnesses *policy) (string, error) {
	if witnesses == nil {
		return fmt.Sprintf("testimoni %s: nessuna politica nel pacchetto, nessuna controfirma conta\n", year), nil
	}
	var covered int64
	cosigned := map[string]bool{}
	notes := append([]string{filepath.Join(dir, "checkpoint")}, optional(filepath.Join(dir, "witnessed"))...)
	for _, path := range notes {
		msg, err := os.ReadFile(path)
		if err != nil {
			return "", err
		}
		known := []note.Verifier{log}
		for _, one := range witnesses.checked {
			known = append(known, one)
		}
		opened, err := note.Open(msg, note.VerifierList(known...))
		if err != nil {
			return "", fmt.Errorf("CONTROFIRMA FALSA o di un altro checkpoint: %s: %w", path, err)
		}
		names := map[string]bool{}
		for _, signature := range opened.Sigs {
			for name, one := range witnesses.checked {
				if signature.Name == one.Name() && signature.Hash == one.KeyHash() {
					names[name] = true
				}
			}
		}
		tree, err := open(path, log)
		if err != nil {
			return "", err
		}
		if len(names) > len(cosigned) {
			cosigned = names
		}
		if witnesses.met(witnesses.quorum, names) && tree.N > covered {
			covered, cosigned = tree.N, names
		}
	}
	var lines strings.Builder
	if covered > 0 {
		fmt.Fprintf(&lines, "testimoni %s: quorum %s fino a %d\n", year, witnesses.quorum, covered)
	} else {
		fmt.Fprintf(&lines, "testimoni %s: quorum %s NON RAGGIUNTO\n", year, witnesses.quorum)
	}
	for _, name := range witnesses.names {
		word := "manca"
		if cosigned[name] {
			word = "ha controfirmato"
		} else if witnesses.checked[name] == nil {
			word = "ML-DSA-44, qui non controllata: usare verify.html"
		}
		fmt.Fprintf(&lines, "testimone %s %s: %s\n", year, name, word)
	}
	return lines.String(), nil
}

// lines is what openings.jsonl and reports.jsonl open, by year and entry.
type lines map[string]map[int64][]line

type line struct {
	Year   int
	Index  int64
	Facts  *salted
	Slot   *salted
	Kind   string
	Opened []struct {
		Index int
		Entry salted
	}
	Digests []string
	file    string
	number  int
}

// salted keeps the value as it stands in the line: the lines are canonical, so these are the bytes that were hashed.
type salted struct {
	Salt  string
	Slot  int
	Value json.RawMessage
}

func readLines(pack string) (lines, error) {
	all := lines{}
	for _, file := range []string{"openings.jsonl", "reports.jsonl"} {
		text, err := os.ReadFile(filepath.Join(pack, file))
		if err != nil {
			return nil, err
		}
		for i, row := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
			if row == "" {
				continue
			}
			one := line{file: file, number: i + 1}
			if err := json.Unmarshal([]byte(row), &one); err != nil {
				return nil, fmt.Errorf("%s: riga %d: %w", file, i+1, err)
			}
			year := strconv.Itoa(one.Year)
			if all[year] == nil {
				all[year] = map[int64][]line{}
			}
			all[year][one.Index] = append(all[year][one.Index], one)
		}
	}
	return all, nil
}

// opens says whether what the line shows has the digests that the entry holds.
func (l line) opens(entry []byte) bool {
	var leaf struct {
		Kind   string
		Facts  string
		Slots  []string
		Digest string
	}
	if json.Unmarshal(entry, &leaf) != nil {
		return false
	}
	switch {
	case l.Facts != nil:
		return l.Facts.digest("facts") == leaf.Facts
	case l.Slot != nil:
		number := l.Slot.Slot
		return number >= 0 && number < len(leaf.Slots) && l.Slot.digest(fmt.Sprintf("slot/%d", number)) == leaf.Slots[number]
	}
	if l.Kind != leaf.Kind || len(l.Opened) == 0 || digest(append([]string{"entries", l.Kind}, l.Digests...)...) != leaf.Digest {
		return false
	}
	for _, one := range l.Opened {
		if one.Index < 0 || one.Index >= len(l.Digests) || one.Entry.digest(l.Kind) != l.Digests[one.Index] {
			return false
		}
	}
	return true
}

func (s salted) digest(domain string) string { return digest("part", domain, s.Salt, string(s.Value)) }

// digest is SHA-256 over the label of all digests and the parts, each behind its length.
func digest(parts ...string) string {
	var text []byte
	for _, part := range append([]string{"raccordo/v1"}, parts...) {
		text = append(binary.BigEndian.AppendUint32(text, uint32(len(part))), part...)
	}
	sum := sha256.Sum256(text)
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// policy is who must have cosigned (c2sp.org/tlog-policy).
type policy struct {
	names   []string
	checked map[string]note.Verifier
	groups  map[string]group
	quorum  string
}

type group struct {
	threshold int
	members   []string
}

func (p *policy) met(name string, cosigned map[string]bool) bool {
	if name == "none" {
		return true
	}
	one, isGroup := p.groups[name]
	if !isGroup {
		return cosigned[name]
	}
	count := 0
	for _, member := range one.members {
		if p.met(member, cosigned) {
			count++
		}
	}
	return count >= one.threshold
}

// readPolicy reads the policy of a pack, nil where there is none; what it does not understand is an error.
func readPolicy(path string) (*policy, error) {
	text, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	p := &policy{checked: map[string]note.Verifier{}, groups: map[string]group{}}
	known, member, keys := map[string]bool{"none": true}, map[string]bool{"none": true}, map[string]bool{}
	for i, line := range strings.Split(string(text), "\n") {
		wrong := fmt.Errorf("witnesses.policy: riga %d", i+1)
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		switch {
		case f[0] == "log" && len(f) >= 2:
		case f[0] == "witness" && len(f) >= 3 && !known[f[1]]:
			verifier, raw, err := cosigner(f[2])
			if err != nil || keys[raw] {
				return nil, wrong
			}
			if verifier != nil {
				p.checked[f[1]] = verifier
			}
			keys[raw], known[f[1]] = true, true
			p.names = append(p.names, f[1])
		case f[0] == "group" && len(f) >= 4 && !known[f[1]]:
			one := group{members: f[3:]}
			for _, name := range one.members {
				if !known[name] || member[name] {
					return nil, wrong
				}
				member[name] = true
			}
			if one.threshold, err = thresholdOf(f[2], len(one.members)); err != nil {
				return nil, wrong
			}
			p.groups[f[1]], known[f[1]] = one, true
		case f[0] == "quorum" && len(f) == 2 && p.quorum == "" && known[f[1]]:
			p.quorum = f[1]
		default:
			return nil, wrong
		}
	}
	if p.quorum == "" {
		return nil, fmt.Errorf("witnesses.policy: nessun quorum")
	}
	return p, nil
}

func thresholdOf(text string, members int) (int, error) {
	if text == "all" {
		return members, nil
	}
	if text == "any" {
		return 1, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > members {
		return 0, fmt.Errorf("soglia %s", text)
	}
	return n, nil
}

// cosignature checks cosignature/v1 of one Ed25519 key.
type cosignature struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (c cosignature) Name() string    { return c.name }
func (c cosignature) KeyHash() uint32 { return c.hash }
func (c cosignature) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize || binary.BigEndian.Uint64(sig) > math.MaxInt64 {
		return false
	}
	text := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(sig), msg)
	return ed25519.Verify(c.key, []byte(text), sig[8:])
}

// cosigner is the verifier of a witness's key, nil for one of ML-DSA-44, and the raw key.
func cosigner(vkey string) (note.Verifier, string, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, "", fmt.Errorf("chiave")
	}
	typed, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(typed) < 1 {
		return nil, "", fmt.Errorf("chiave")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), typed...))
	hash := binary.BigEndian.Uint32(sum[:])
	if fmt.Sprintf("%08x", hash) != parts[1] {
		return nil, "", fmt.Errorf("chiave")
	}
	raw := string(typed[1:])
	switch {
	case typed[0] == 4 && len(raw) == ed25519.PublicKeySize:
		return cosignature{parts[0], hash, typed[1:]}, raw, nil
	case typed[0] == 6 && len(raw) == 1312:
		return nil, raw, nil
	}
	return nil, "", fmt.Errorf("chiave")
}

func open(path string, verifier note.Verifier) (tlog.Tree, error) {
	var tree tlog.Tree
	msg, err := os.ReadFile(path)
	if err != nil {
		return tree, err
	}
	opened, err := note.Open(msg, note.VerifierList(verifier))
	if err != nil {
		return tree, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return tree, fmt.Errorf("not three lines of this log")
	}
	if tree.N, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return tree, err
	}
	tree.Hash, err = tlog.ParseHash(lines[2])
	return tree, err
}

func width(n, size int64) int {
	if size-n*256 < 256 {
		return int(size - n*256)
	}
	return 256
}

// hashTree computes the whole tree from the hashes of the leaves, the tiles of level 0.
func hashTree(dir string, size int64) ([]tlog.Hash, stored, error) {
	var leaves []tlog.Hash
	var all stored
	for n := int64(0); n*256 < size; n++ {
		tile := tlog.Tile{H: 8, L: 0, N: n, W: width(n, size)}
		data, err := os.ReadFile(filepath.Join(dir, "tile", strings.TrimPrefix(tile.Path(), "tile/8/")))
		if err != nil {
			return nil, nil, err
		}
		if len(data) != tile.W*tlog.HashSize {
			return nil, nil, fmt.Errorf("%s: not %d hashes", tile.Path(), tile.W)
		}
		for i := 0; i < tile.W; i++ {
			var leaf tlog.Hash
			copy(leaf[:], data[i*tlog.HashSize:])
			hashes, err := tlog.StoredHashesForRecordHash(int64(len(leaves)), leaf, all)
			if err != nil {
				return nil, nil, err
			}
			leaves, all = append(leaves, leaf), append(all, hashes...)
		}
	}
	return leaves, all, nil
}

// checkEntries hashes every entry that is in the pack.
func checkEntries(dir string, size int64, leaves []tlog.Hash, opened map[int64][]line) (int, error) {
	count := 0
	for n := int64(0); n*256 < size; n++ {
		tile := tlog.Tile{H: 8, L: -1, N: n, W: width(n, size)}
		path := strings.Replace(strings.TrimPrefix(tile.Path(), "tile/8/"), "data/", "entries/", 1)
		data, err := os.ReadFile(filepath.Join(dir, "tile", path))
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return 0, err
		}
		for i := 0; i < tile.W; i++ {
			if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
				return 0, fmt.Errorf("%s: ends early", path)
			}
			end := 2 + int(binary.BigEndian.Uint16(data))
			if tlog.RecordHash(data[2:end]) != leaves[int(n)*256+i] {
				return 0, fmt.Errorf("%s: entry %d is not the one that was signed", path, int(n)*256+i)
			}
			for _, one := range opened[n*256+int64(i)] {
				if !one.opens(data[2:end]) {
					return 0, fmt.Errorf("%s: riga %d: non apre la voce %d", one.file, one.number, n*256+int64(i))
				}
			}
			delete(opened, n*256+int64(i))
			data, count = data[end:], count+1
		}
		if len(data) != 0 {
			return 0, fmt.Errorf("%s: trailing bytes", path)
		}
	}
	return count, nil
}
