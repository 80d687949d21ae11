// Command verify checks a log with Go's own implementation of signed notes and transparency logs
// (golang.org/x/mod/sumdb), which shares no code with this project.
//
//	verify FOLDER VKEY PROOFS.json
//
// It prints one line "ok size=N entries=N inclusion=N consistency=N", or the first thing that is wrong, and
// then ends with status 1.
package main

import (
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

// folder reads tiles as c2sp.org/tlog-tiles lays them out: Go's path without its height element.
type folder string

func (f folder) Height() int                        { return height }
func (f folder) SaveTiles(_ []tlog.Tile, _ [][]byte) {}
func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, t := range tiles {
		data, err := os.ReadFile(filepath.Join(string(f), tilePath(t)))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

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

// checkLeaves compares every leaf with the tiles, which Go checks against the signed root.
func checkLeaves(dir string, tree tlog.Tree, leaves [][]byte) error {
	reader := tlog.TileHashReader(tree, folder(dir))
	var indexes []int64
	for i := range leaves {
		indexes = append(indexes, tlog.StoredHashIndex(0, int64(i)))
	}
	hashes, err := reader.ReadHashes(indexes)
	if err != nil {
		return fmt.Errorf("tiles: %w", err)
	}
	for i, leaf := range leaves {
		if tlog.RecordHash(leaf) != hashes[i] {
			return fmt.Errorf("leaf %d does not have the hash in the signed tree", i)
		}
	}
	return nil
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
	bytes, err := base64.StdEncoding.DecodeString(text)
	if err == nil && len(bytes) == len(h) {
		copy(h[:], bytes)
	}
	return h
}

func hashList(texts []string) (list tlog.RecordProof) {
	for _, text := range texts {
		list = append(list, hash(text))
	}
	return list
}
