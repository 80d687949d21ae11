// Command verify checks a log with Go's own implementation of signed notes and transparency logs
// (golang.org/x/mod/sumdb), which shares no code with this project.
//
//	verify FOLDER VKEY PROOFS.json
//
// It prints one line "ok size=N entries=N inclusion=N consistency=N", or the first thing that is wrong, and
// then ends with status 1.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

// stored is the tree in Go's own order of hashes, computed from the leaves alone.
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

// tilePath is Go's path without its height element: the layout of c2sp.org/tlog-tiles.
func tilePath(t tlog.Tile) string {
	path := strings.TrimPrefix(t.Path(), "tile/8/")
	return "tile/" + strings.Replace(path, "data/", "entries/", 1)
}

type proofs struct {
	Inclusion []struct {
		Index, Size int64
		Root        string
		Proof       []string
	}
	Consistency []struct {
		From, To         int64
		FromRoot, ToRoot string
		Proof            []string
	}
}

func main() {
	if err := run(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func run(dir, vkey, proofFile string) error {
	tree, err := openCheckpoint(dir, vkey)
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	leaves, err := readLeaves(dir, tree.N)
	if err != nil {
		return err
	}
	if err := checkLeaves(dir, tree, leaves); err != nil {
		return err
	}
	return checkProofs(proofFile, tree, leaves)
}

func openCheckpoint(dir, vkey string) (tlog.Tree, error) {
	var tree tlog.Tree
	msg, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	if err != nil {
		return tree, err
	}
	verifier, err := note.NewVerifier(vkey)
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

// readLeaves reads every entry bundle.
func readLeaves(dir string, size int64) ([][]byte, error) {
	var leaves [][]byte
	for n := int64(0); n*256 < size; n++ {
		width := int(size - n*256)
		if width > 256 {
			width = 256
		}
		path := tilePath(tlog.Tile{H: height, L: -1, N: n, W: width})
		data, err := os.ReadFile(filepath.Join(dir, path))
		if err != nil {
			return nil, err
		}
		for i := 0; i < width; i++ {
			if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
				return nil, fmt.Errorf("%s: ends early", path)
			}
			end := 2 + int(binary.BigEndian.Uint16(data))
			leaves = append(leaves, data[2:end])
			data = data[end:]
		}
		if len(data) != 0 {
			return nil, fmt.Errorf("%s: trailing bytes", path)
		}
	}
	return leaves, nil
}

// checkLeaves computes the root from the leaves and compares every tile, byte for byte. It does not use
// tlog.TileHashReader: in x/mod 0.7.0 that leaves the first full tiles unchecked (its loop starts at len(stx)).
func checkLeaves(dir string, tree tlog.Tree, leaves [][]byte) error {
	var all stored
	for i, leaf := range leaves {
		hashes, err := tlog.StoredHashes(int64(i), leaf, all)
		if err != nil {
			return err
		}
		all = append(all, hashes...)
	}
	for _, tile := range tlog.NewTiles(height, 0, tree.N) {
		// Go names a partial tile of every width that there ever could have been; the tree has the last one.
		if last := tree.N >> uint(height*tile.L) % 256; tile.W < 256 && int64(tile.W) != last {
			continue
		}
		want, err := tlog.ReadTileData(tile, all)
		if err != nil {
			return err
		}
		found, err := os.ReadFile(filepath.Join(dir, tilePath(tile)))
		if err != nil {
			return err
		}
		if !bytes.Equal(want, found) {
			return fmt.Errorf("%s: not the hashes of the leaves", tilePath(tile))
		}
	}
	root, err := tlog.TreeHash(tree.N, all)
	if err == nil && root != tree.Hash {
		err = fmt.Errorf("the leaves do not have the signed root")
	}
	return err
}

func checkProofs(file string, tree tlog.Tree, leaves [][]byte) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var all proofs
	if err := json.Unmarshal(text, &all); err != nil {
		return err
	}
	for _, p := range all.Inclusion {
		leaf := tlog.RecordHash(leaves[p.Index])
		if err := tlog.CheckRecord(hashList(p.Proof), p.Size, hash(p.Root), p.Index, leaf); err != nil {
			return fmt.Errorf("inclusion of %d in %d: %w", p.Index, p.Size, err)
		}
	}
	for _, p := range all.Consistency {
		err := tlog.CheckTree(tlog.TreeProof(hashList(p.Proof)), p.To, hash(p.ToRoot), p.From, hash(p.FromRoot))
		if err != nil {
			return fmt.Errorf("consistency of %d with %d: %w", p.From, p.To, err)
		}
	}
	fmt.Printf("ok size=%d entries=%d inclusion=%d consistency=%d\n",
		tree.N, len(leaves), len(all.Inclusion), len(all.Consistency))
	return nil
}

func hash(text string) (h tlog.Hash) {
	raw, err := base64.StdEncoding.DecodeString(text)
	if err == nil && len(raw) == len(h) {
		copy(h[:], raw)
	}
	return h
}

func hashList(texts []string) (list tlog.RecordProof) {
	for _, text := range texts {
		list = append(list, hash(text))
	}
	return list
}
