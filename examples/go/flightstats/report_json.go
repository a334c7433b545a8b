package main

import (
	"encoding/json"
	"io"
)

// engineReport is a pass as --json prints it.
type engineReport struct {
	Engine            string             `json:"engine"`
	Rows              int64              `json:"rows"`
	BadRecords        int64              `json:"bad_records"`
	Bytes             int64              `json:"bytes"`
	CPUSeconds        map[string]float64 `json:"cpu_seconds"`
	ProcessSeconds    float64            `json:"process_cpu_seconds"`
	WallSeconds       float64            `json:"wall_seconds"`
	RowsPerSecond     float64            `json:"rows_per_second"`
	GCCycles          uint32             `json:"gc_cycles"`
	GCSeconds         float64            `json:"gc_cpu_seconds"`
	GCPauseSeconds    float64            `json:"gc_pause_seconds"`
	CollectionSeconds float64            `json:"collection_cpu_seconds"`
	BatchP50Seconds   float64            `json:"batch_p50_seconds"`
	BatchP999Seconds  float64            `json:"batch_p999_seconds"`
	ResidentBytes     int64              `json:"resident_bytes"`
	Groups            int                `json:"groups"`
}

func reportOf(passes []pass) []engineReport {
	reports := []engineReport{}
	for i := range passes {
		p := &passes[i]
		one := engineReport{
			Engine: p.engine, Rows: p.rows, BadRecords: p.badRecords, Bytes: p.bytes, CPUSeconds: map[string]float64{},
			ProcessSeconds: p.process.Seconds(), WallSeconds: p.wall.Seconds(), RowsPerSecond: float64(p.rows) / p.wall.Seconds(),
			GCCycles: p.gcCycles, GCSeconds: p.gcCPU.Seconds(), GCPauseSeconds: p.gcPause.Seconds(), CollectionSeconds: p.collection.Seconds(),
			BatchP50Seconds: p.quantile(0.5).Seconds(), BatchP999Seconds: p.quantile(0.999).Seconds(),
			ResidentBytes: p.resident, Groups: max(len(p.groups), p.digest.groups),
		}
		for s, d := range p.stages {
			one.CPUSeconds[stageNames[s]] = d.Seconds()
		}
		reports = append(reports, one)
	}
	return reports
}

// jsonReport is what --json prints.
type jsonReport struct {
	Input   string         `json:"input"`
	Repeat  int            `json:"repeat"`
	Engines []engineReport `json:"engines"`
	Flights []engineReport `json:"flight_by_flight,omitempty"`
	Agree   *bool          `json:"agree,omitempty"` // absent when one engine ran
	// Sinew, too, checks fields that the query does not name.
	Validated bool    `json:"validated,omitempty"`
	Groups    []group `json:"groups"`
}

func (r *report) writeJSON(out io.Writer) error {
	groups := r.last().groups
	j := jsonReport{
		Input: r.source.name, Repeat: r.repeat, Engines: reportOf(r.passes), Groups: groups[:min(r.top, len(groups))],
		Validated: r.lenient >= 0,
	}
	if len(r.flights) > 0 {
		j.Flights = reportOf(r.flights)
	}
	if len(r.compared()) > 1 {
		agree := r.compare() == nil
		j.Agree = &agree
	}
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(j)
}
