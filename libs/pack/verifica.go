// Verifica un pacchetto con l'implementazione di Go (golang.org/x/mod/sumdb), che non ha codice in comune con Raccordo.
//
//	verifica CARTELLA
//
// Stampa una riga "ok ANNO size=N entries=N checkpoints=N" per ogni anno, o la prima cosa che non va (uscita 1).
package main

import (
	"encoding/binary"
	"fmt"
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
	for _, vkey := range strings.Fields(string(keys)) {
		verifier, err := note.NewVerifier(vkey)
		if err != nil {
			return err
		}
		name := verifier.Name()
		year := name[strings.LastIndex(name, "/")+1:]
		if err := checkYear(filepath.Join(pack, year), year, verifier); err != nil {
			return fmt.Errorf("%s: %w", year, err)
		}
	}
	return nil
}

func checkYear(dir, year string, verifier note.Verifier) error {
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
	entries, err := checkEntries(dir, tree.N, leaves)
	if err != nil {
		return err
	}
	older, err := filepath.Glob(filepath.Join(dir, "checkpoints", "*"))
	if err != nil {
		return err
	}
	for _, path := range older {
		then, err := open(path, verifier)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if root, err := tlog.TreeHash(then.N, all); then.N > tree.N || err != nil || root != then.Hash {
			return fmt.Errorf("FORK: %s has another root", path)
		}
	}
	fmt.Printf("ok %s size=%d entries=%d checkpoints=%d\n", year, tree.N, entries, len(older))
	return nil
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
func checkEntries(dir string, size int64, leaves []tlog.Hash) (int, error) {
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
			data, count = data[end:], count+1
		}
		if len(data) != 0 {
			return 0, fmt.Errorf("%s: trailing bytes", path)
		}
	}
	return count, nil
}
