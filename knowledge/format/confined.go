package format

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"time"

	"github.com/firstlinehq/firstline/internal/problem"
)

// ChildCommand is the hidden command of the binary that runs [Child].
const ChildCommand = "read-file"

// Limits of a child process. The longest honest file, a PDF of 500 pages, takes
// a few seconds and 200 MiB on one slow core.
const (
	childTime   = 40 * time.Second
	childMemory = 768 << 20
	childOutput = 32 << 20
	childCPU    = 30 // seconds
)

// Confined reads hostile formats in child processes.
type Confined struct {
	// Exe is the binary whose ChildCommand runs [Child].
	Exe string
}

// Read takes a file apart into articles, as [Read] does. address is the web page
// it comes from, "" for a file.
func (c Confined) Read(ctx context.Context, name string, data []byte, web Web) ([]Document, error) {
	if len(data) > MaxFile {
		return nil, tooLarge()
	}
	if !KindOf(name).Hostile() && web.Address == "" {
		return Read(name, data)
	}
	var out answer
	err := c.run(ctx, childRequest{Name: name, Web: web}, data, func(r *bufio.Reader, _ *time.Timer) error {
		return json.NewDecoder(io.LimitReader(r, childOutput)).Decode(&out)
	})
	if err != nil {
		return nil, err
	}
	if out.Problem != nil {
		return nil, out.Problem
	}
	return out.Documents, nil
}

// Unpack gives the files of an archive.
func (c Confined) Unpack(ctx context.Context, data []byte, yield func(Entry) error) error {
	if len(data) > MaxFile {
		return tooLarge()
	}
	return c.run(ctx, childRequest{Name: "a.zip"}, data, func(r *bufio.Reader, clock *time.Timer) error {
		total := 0
		for {
			head, err := r.ReadBytes('\n')
			if errors.Is(err, io.EOF) && len(head) == 0 {
				return io.ErrUnexpectedEOF
			}
			if err != nil {
				return err
			}
			var f struct {
				Entry
				End     bool           `json:"end"`
				Problem *problem.Error `json:"problem"`
			}
			if err := json.Unmarshal(head, &f); err != nil {
				return err
			}
			if f.End {
				return asError(f.Problem)
			}
			if total += f.Size; f.Size < 0 || f.Size > MaxFile || total > maxUnpacked {
				return problem.New(problem.TooLarge, "archive_bomb")
			}
			f.Entry.Problem, f.Data = f.Problem, make([]byte, f.Size)
			if _, err := io.ReadFull(r, f.Data); err != nil {
				return err
			}
			clock.Stop()
			if err := yield(f.Entry); err != nil {
				return err
			}
			clock.Reset(childTime)
		}
	})
}

// Web says where a page comes from.
type Web struct {
	Address     string `json:"address,omitempty"`
	ContentType string `json:"content_type,omitempty"`
}

type childRequest struct {
	Name string `json:"name"`
	Web
}

type answer struct {
	Documents []Document     `json:"documents,omitempty"`
	Problem   *problem.Error `json:"problem,omitempty"`
}

// run starts a child, feeds it and reads its answer. A child that dies, hangs or
// answers nonsense makes a problem of the file, not an error of ours.
func (c Confined) run(ctx context.Context, req childRequest, data []byte, read func(*bufio.Reader, *time.Timer) error) error {
	limited, cancel := context.WithCancel(ctx)
	defer cancel()
	// The clock runs while the child works, not while its results are stored.
	clock := time.AfterFunc(childTime, cancel)
	defer clock.Stop()
	arg, err := json.Marshal(req)
	if err != nil {
		return fmt.Errorf("describe file: %w", err)
	}
	cmd := exec.CommandContext(limited, c.Exe, ChildCommand, string(arg))
	cmd.Env = []string{"GOTRACEBACK=none", "GOMAXPROCS=1"} // no secrets of ours
	cmd.Dir = "/"
	cmd.Stdin = bytes.NewReader(data)
	cmd.WaitDelay = time.Second
	out, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("start reader: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start reader: %w", err)
	}
	err = read(bufio.NewReaderSize(out, 64<<10), clock)
	cancel() // whether it has ended or not, nothing more is wanted of it
	_ = cmd.Wait()
	var known *problem.Error
	switch {
	case err == nil, errors.As(err, &known), ctx.Err() != nil:
		return errors.Join(err, ctx.Err())
	}
	return problem.Wrap(err, problem.Invalid, "file_too_complex")
}

// Child is the other side: it confines itself, reads the file from in and
// answers on out.
func Child(request string, in io.Reader, out io.Writer) error {
	if err := confine(); err != nil {
		return fmt.Errorf("confine the reader: %w", err)
	}
	var req childRequest
	if err := json.Unmarshal([]byte(request), &req); err != nil {
		return fmt.Errorf("read request: %w", err)
	}
	data, err := io.ReadAll(io.LimitReader(in, MaxFile+1))
	if err != nil {
		return fmt.Errorf("read file: %w", err)
	}
	w := bufio.NewWriter(out)
	if KindOf(req.Name) == Archive && req.Address == "" {
		err = sendEntries(w, data)
	} else {
		err = sendDocuments(w, req, data)
	}
	return errors.Join(err, w.Flush())
}

func sendDocuments(w io.Writer, req childRequest, data []byte) error {
	var docs []Document
	var err error
	if req.Address != "" && KindOf(req.Name) == HTML {
		docs, err = Page(data, req.ContentType, req.Address)
	} else {
		docs, err = Read(req.Name, data)
	}
	return json.NewEncoder(w).Encode(answer{Documents: docs, Problem: shown(err)})
}

func sendEntries(w io.Writer, data []byte) error {
	enc := json.NewEncoder(w)
	err := unpack(data, func(e Entry) error {
		if err := enc.Encode(e); err != nil {
			return err
		}
		_, err := w.Write(e.Data)
		return err
	})
	return enc.Encode(struct {
		End     bool           `json:"end"`
		Problem *problem.Error `json:"problem,omitempty"`
	}{true, shown(err)})
}

// shown is an error as a problem that may cross the pipe: without its cause.
func shown(err error) *problem.Error {
	if err == nil {
		return nil
	}
	var p *problem.Error
	if !errors.As(err, &p) {
		return problem.New(problem.Invalid, "file_broken")
	}
	return &problem.Error{Kind: p.Kind, Code: p.Code, Params: p.Params}
}

func asError(p *problem.Error) error {
	if p == nil {
		return nil
	}
	return p
}
