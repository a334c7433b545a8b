package main

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"sync"
	"time"
)

type stage int

const (
	reading stage = iota
	parsing
	filtering
	aggregating
	stageCount
)

var stageNames = [stageCount]string{"reading", "parsing", "filtering", "aggregating"}

// stopwatch adds up the CPU time of the thread that a worker is locked to, by stage: other processes do not
// count, and neither does the collector's own thread.
type stopwatch struct {
	stages [stageCount]time.Duration
	last   time.Duration
}

func (s *stopwatch) lap(of stage) {
	now := threadTime()
	s.stages[of] += now - s.last
	s.last = now
}

// pass is one engine's run over all inputs.
type pass struct {
	engine     string
	title      string
	rows       int64
	badRecords int64
	bad        []badRecord
	bytes      int64
	stages     [stageCount]time.Duration
	process    time.Duration // CPU time of the process, the collector's included
	wall       time.Duration
	gcCycles   uint32
	gcPause    time.Duration
	gcCPU      time.Duration
	collection time.Duration // CPU time of one garbage collection with all groups in memory
	resident   int64
	batches    []time.Duration // each block's, sorted
	groups     []group
	digest     digest
	fault      error // the input could not be read to its end
}

// quantile returns the time that this part of the batches took at most.
func (p *pass) quantile(part float64) time.Duration {
	if len(p.batches) == 0 {
		return 0
	}
	return p.batches[min(int(part*float64(len(p.batches))), len(p.batches)-1)]
}

// task is what is measured.
type task struct {
	query     query
	source    *source
	format    string
	repeat    int
	years     int // how many readings of the sample are another year
	workers   int
	blockSize int
	keep      bool // the groups, and not only their digest
	progress  *progress
}

// measure runs an engine over all inputs, in each worker with an engine of its own.
func (t *task) measure(name string) (pass, error) {
	p := pass{engine: name, title: engineTitle(name, t.format)}
	engines := make([]engine, t.workers)
	for i := range engines {
		e, err := newEngine(name, &t.query, t.format)
		if err != nil {
			return p, err
		}
		defer e.close()
		engines[i] = e
	}
	debug.FreeOSMemory() // leaves nothing of an engine before to this one's account
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	collecting := collectorTime()
	start, process := time.Now(), processTime()

	feed := t.feed(name == "sinew")
	err := t.runWorkers(feed, engines, &p)
	for _, e := range engines[1:] {
		err = errors.Join(err, engines[0].merge(e))
	}

	p.wall, p.process = time.Since(start), processTime()-process
	runtime.ReadMemStats(&after)
	p.gcCycles = after.NumGC - before.NumGC
	p.gcPause = time.Duration(after.PauseTotalNs - before.PauseTotalNs)
	p.gcCPU = collectorTime() - collecting
	p.resident = residentMemory()
	process = processTime()
	runtime.GC()
	p.collection = processTime() - process
	p.bytes = feed.bytes.Load()
	slices.Sort(p.batches)
	engines[0].account(&p)
	if err != nil && !errors.Is(err, errInput) {
		return p, err
	}
	p.fault = err
	groupsErr := engines[0].groups(func(g group) {
		if t.keep {
			p.groups = append(p.groups, g)
		} else {
			p.digest.add(g)
		}
	})
	sortGroups(p.groups)
	return p, errors.Join(err, groupsErr)
}

func (t *task) runWorkers(feed *feed, engines []engine, p *pass) error {
	errs := make([]error, len(engines))
	clocks := make([]stopwatch, len(engines))
	batches := make([][]time.Duration, len(engines))
	var all sync.WaitGroup
	for i := range engines {
		all.Add(1)
		go func() {
			defer all.Done()
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			clocks[i].last = threadTime()
			if t.format == "ndjson" {
				batches[i], errs[i] = t.addBlocks(feed, engines[i], &clocks[i])
			} else {
				errs[i] = t.addFiles(feed, engines[i], &clocks[i])
			}
		}()
	}
	all.Wait()
	for i := range engines {
		for s, d := range clocks[i].stages {
			p.stages[s] += d
		}
		p.batches = append(p.batches, batches[i]...)
	}
	return errors.Join(errs...)
}

// addBlocks gives an engine blocks of lines until there are no more.
func (t *task) addBlocks(feed *feed, e engine, clock *stopwatch) ([]time.Duration, error) {
	var buffer []byte
	var batches []time.Duration
	for {
		block, err := feed.next(&buffer)
		clock.lap(reading)
		if err == errNoMore {
			return batches, nil
		}
		if block.skipped {
			e.rejectLine(errTooLong)
		}
		start := time.Now()
		if err := e.addLines(block.lines, clock); err != nil {
			return batches, err
		}
		if block.last {
			if err := e.endInput(); err != nil {
				return batches, err
			}
		}
		batches = append(batches, time.Since(start))
		t.progress.set(t.source.position())
		if err != nil {
			return batches, err
		}
	}
}

// addFiles gives an engine whole files until there are no more.
func (t *task) addFiles(feed *feed, e engine, clock *stopwatch) error {
	for {
		in, err := feed.nextFile()
		if err == errNoMore {
			return nil
		}
		if err != nil {
			return err
		}
		err = e.addFile(&timedReader{in, clock, e.between()}, clock)
		in.Close()
		if err != nil {
			return err
		}
		if err := e.endInput(); err != nil {
			return err
		}
		t.progress.set(t.source.position())
	}
}

// timedReader puts what reading takes on the account of that stage.
type timedReader struct {
	in      io.Reader
	clock   *stopwatch
	between stage // what is done between two calls
}

func (r *timedReader) Read(p []byte) (int, error) {
	r.clock.lap(r.between)
	n, err := r.in.Read(p)
	r.clock.lap(reading)
	if err != nil && err != io.EOF {
		err = fmt.Errorf("%w: %w", errInput, err)
	}
	return n, err
}

// collectorTime is the CPU time of the garbage collections that have ended.
func collectorTime() time.Duration {
	sample := []metrics.Sample{{Name: "/cpu/classes/gc/total:cpu-seconds"}}
	metrics.Read(sample)
	if sample[0].Value.Kind() != metrics.KindFloat64 {
		return 0
	}
	return time.Duration(sample[0].Value.Float64() * 1e9)
}

var errInput = errors.New("reading the input failed")
