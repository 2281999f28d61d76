// Command train makes the weights of the built-in mood scorer.
//
//	go run ./sentiment/train -public DIR -out sentiment/internal/model/weights.bin
//
// It reads the labelled utterances of corpus/ and, with -public, the public
// sets that MODEL.md names. The same input gives the same file, byte for byte:
// examples are visited in an order drawn from a fixed seed, by one goroutine.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	corpus := flag.String("corpus", "sentiment/train/corpus", "folder of the project's own labelled utterances")
	public := flag.String("public", "", "folder of the public sets; without it only the corpus is used")
	out := flag.String("out", "", "where to write the weights; empty writes none")
	folds := flag.Int("folds", 3, "parts for the held-out figures and the calibration")
	flag.Parse()
	if err := run(*corpus, *public, *out, *folds); err != nil {
		log.Fatal(err)
	}
}

func run(corpus, public, out string, folds int) error {
	set, err := loadCorpus(corpus)
	if err != nil {
		return err
	}
	own := len(set)
	if public != "" {
		more, err := loadPublic(public)
		if err != nil {
			return err
		}
		set = append(set, more...)
	}
	balance(set)
	balanceCauses(set)
	fmt.Fprintf(os.Stderr, "%d own utterances, %d from public sets\n", own, len(set)-own)
	heldOut := crossValidate(set, own, folds)
	calibration := calibrate(heldOut)
	report(os.Stderr, heldOut, calibration)
	if out == "" {
		return nil
	}
	forgetDoubtful(set[:own], heldOut)
	trained := fit(set)
	trained.Calibration = calibration
	return write(out, trained)
}

func write(path string, t *trainedModel) error {
	f, err := os.CreateTemp(filepath.Dir(path), "weights-*")
	if err != nil {
		return fmt.Errorf("make weights file: %w", err)
	}
	defer func() { _ = os.Remove(f.Name()) }() // once renamed there is none
	if err := t.Quantise().Write(f); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("close weights file: %w", err)
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil {
		return fmt.Errorf("open weights file to readers: %w", err)
	}
	return os.Rename(f.Name(), path)
}
