// Verifier checks what Huiying's log says with code that was not written here: golang.org/x/mod/sumdb/{note,tlog}.
//
//	verifier receipt VKEY FILE             a .tlog-proof: signature of its checkpoint, inclusion of the entry it shows
//	verifier consistency VKEY OLD NEW FILE two checkpoints, and a proof in lines of base64
//	verifier tree VKEY CHECKPOINT FILE     all entries, each after its length in two bytes
//
// It prints "proved" or says on standard error why not, and ends with 1. It does not read tiles.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type head struct {
	size int64
	root tlog.Hash
}

func main() {
	err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("proved")
}

func run(args []string) error {
	if len(args) < 3 {
		return errors.New("usage: verifier receipt|consistency|tree VKEY FILE...")
	}
	key, err := note.NewVerifier(args[1])
	if err != nil {
		return err
	}
	files := make([][]byte, 0, len(args))
	for _, name := range args[2:] {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		files = append(files, data)
	}
	switch {
	case args[0] == "receipt" && len(files) == 1:
		return checkReceipt(key, files[0])
	case args[0] == "consistency" && len(files) == 3:
		return checkConsistency(key, files[0], files[1], files[2])
	case args[0] == "tree" && len(files) == 2:
		return checkTree(key, files[0], files[1])
	}
	return errors.New("unknown check")
}

func open(key note.Verifier, data []byte) (head, error) {
	signed, err := note.Open(data, note.VerifierList(key))
	if err != nil {
		return head{}, err
	}
	lines := strings.Split(signed.Text, "\n")
	if len(lines) < 4 || lines[0] != key.Name() {
		return head{}, errors.New("not a checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return head{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return head{size, root}, err
}

func hashes(lines []string) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, 0, len(lines))
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, err
		}
		found = append(found, hash)
	}
	return found, nil
}

func checkReceipt(key note.Verifier, data []byte) error {
	top, checkpoint, parted := bytes.Cut(data, []byte("\n\n"))
	lines := strings.Split(string(top), "\n")
	if !parted || len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a receipt")
	}
	entry, err := shownEntry(lines[1])
	if err != nil {
		return err
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	if err != nil {
		return err
	}
	path, err := hashes(lines[3:])
	if err != nil {
		return err
	}
	log, err := open(key, checkpoint)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(path, log.size, log.root, index, tlog.RecordHash(entry))
}

func shownEntry(line string) ([]byte, error) {
	extra, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(line, "extra "))
	if err != nil {
		return nil, err
	}
	var shown struct{ Entry []byte }
	err = json.Unmarshal(extra, &shown)
	return shown.Entry, err
}

func checkConsistency(key note.Verifier, before, after, proof []byte) error {
	old, err := open(key, before)
	if err != nil {
		return err
	}
	new, err := open(key, after)
	if err != nil {
		return err
	}
	path, err := hashes(strings.Fields(string(proof)))
	if err != nil {
		return err
	}
	return tlog.CheckTree(path, new.size, new.root, old.size, old.root)
}

func checkTree(key note.Verifier, checkpoint, bundle []byte) error {
	log, err := open(key, checkpoint)
	if err != nil {
		return err
	}
	var stored []tlog.Hash
	read := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, 0, len(indexes))
		for _, index := range indexes {
			found = append(found, stored[index])
		}
		return found, nil
	})
	size := int64(0)
	for ; len(bundle) >= 2; size++ {
		end := 2 + int(binary.BigEndian.Uint16(bundle))
		if end > len(bundle) {
			return errors.New("not a bundle")
		}
		more, err := tlog.StoredHashes(size, bundle[2:end], read)
		if err != nil {
			return err
		}
		stored, bundle = append(stored, more...), bundle[end:]
	}
	root, err := tlog.TreeHash(size, read)
	if err == nil && (size != log.size || root != log.root) {
		err = fmt.Errorf("%d entries give another root", size)
	}
	return err
}
