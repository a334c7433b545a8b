//! Runs the rows of a table as bench/support does for C++, and prints the same JSON: contenders take
//! turns, values are medians, and ratios are medians of the ratios within a turn. A ratio above 1
//! says that Sinew is faster.

use std::env;
use std::hint::black_box;
use std::process::{exit, ExitCode};
use std::time::Instant;

use crate::sinew;

/// Does the same work `calls` times and returns a value that depends on all of it: it keeps the
/// compiler from dropping the work, and shows whether two contenders agree.
pub type Work = Box<dyn FnMut(usize) -> u64>;

/// The usual work: `call` returns the value of one call.
pub fn repeat(mut call: impl FnMut() -> u64 + 'static) -> Work {
    Box::new(move |calls| (0..calls).fold(0, |all, _| u64::wrapping_add(all, call())))
}

pub struct Peer {
    pub name: String,
    pub work: Work,
}

/// How a row is shown; its `amount` is in bytes for `GB/s`, else in items.
#[derive(Clone, Copy)]
pub enum Unit {
    GigabytesPerSecond,
    NanosecondsPer(&'static str),
}

impl Unit {
    fn name(self) -> String {
        match self {
            Unit::GigabytesPerSecond => "GB/s".to_owned(),
            Unit::NanosecondsPer(item) => format!("ns/{item}"),
        }
    }

    fn value(self, amount: f64, seconds: f64) -> f64 {
        match self {
            Unit::GigabytesPerSecond => amount * 1e-9 / seconds,
            Unit::NanosecondsPer(_) => seconds * 1e9 / amount,
        }
    }
}

pub struct Row {
    pub name: String,
    pub unit: Unit,
    /// What one call handles.
    pub amount: f64,
    pub sinew: Work,
    pub peers: Vec<Peer>,
}

const MIN_ROUNDS: usize = 5;
const MAX_ROUNDS: usize = 11;
/// A row of slow contenders stops here, if it has its rounds.
const ROW_SECONDS: f64 = 4.0;

fn seconds(work: &mut Work, calls: usize) -> f64 {
    let start = Instant::now();
    black_box(work(calls));
    start.elapsed().as_secs_f64()
}

/// Returns how many calls make a turn of `target` seconds; also warms up.
fn calibrate(work: &mut Work, target: f64) -> usize {
    let mut calls = 1;
    let mut spent = seconds(work, calls);
    while spent < target {
        let factor = if spent <= 0.0 { 10.0 } else { f64::min(10.0, 1.1 * target / spent) };
        calls = (calls as f64 * factor) as usize + 1;
        spent = seconds(work, calls);
    }
    calls
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let count = values.len();
    (values[(count - 1) / 2] + values[count / 2]) / 2.0
}

/// Four significant digits, and all of those before the point.
fn figure(value: f64) -> String {
    let places = (3.0 - value.log10().floor()).max(0.0) as usize;
    format!("{value:.places$}")
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

pub struct Table {
    name: &'static str,
    filter: String,
    quick: bool,
    failed: bool,
}

impl Table {
    /// Reads the program's options, --filter=TEXT (rows whose table and name contain it) and --quick
    /// (shorter turns), and says what runs.
    pub fn new(name: &'static str) -> Table {
        let mut table = Table { name, filter: String::new(), quick: false, failed: false };
        let mut arguments = env::args();
        let program = arguments.next().unwrap_or_default();
        for argument in arguments {
            if argument == "--quick" {
                table.quick = true;
            } else if let Some(filter) = argument.strip_prefix("--filter=") {
                table.filter = filter.to_owned();
            } else {
                eprintln!("usage: {program} [--filter=TEXT] [--quick]");
                exit(2);
            }
        }
        let (version, target, compiler) = (sinew::version(), sinew::target(), env!("COMPILER"));
        let about = format!("Rust rows: Sinew {version} on {target}, {compiler}");
        println!("{{\"about\":{}}}", quote(&about));
        table
    }

    /// Checks that all contenders agree, then times them.
    pub fn run(&mut self, row: Row) {
        if !format!("{} {}", self.name, row.name).contains(&self.filter) {
            return;
        }
        let mut contenders = vec![Peer { name: "Sinew".to_owned(), work: row.sinew }];
        contenders.extend(row.peers);
        let results: Vec<u64> = contenders.iter_mut().map(|one| (one.work)(1)).collect();
        if let Some(i) = results.iter().position(|&result| result != results[0]) {
            let peer = &contenders[i].name;
            eprintln!("{}: {}: {peer} does not agree with Sinew", self.name, row.name);
            self.failed = true;
            return;
        }

        let start = Instant::now();
        let target = if self.quick { 2e-3 } else { 1e-2 };
        let calls: Vec<usize> =
            contenders.iter_mut().map(|one| calibrate(&mut one.work, target)).collect();
        let mut times = vec![Vec::new(); contenders.len()]; // of one call, by round
        for round in 0..MAX_ROUNDS {
            let late = self.quick || start.elapsed().as_secs_f64() > ROW_SECONDS;
            if round >= MIN_ROUNDS && late {
                break;
            }
            for (i, one) in contenders.iter_mut().enumerate() {
                times[i].push(seconds(&mut one.work, calls[i]) / calls[i] as f64);
            }
        }

        let value = |i: usize| figure(row.unit.value(row.amount, median(times[i].clone())));
        let unit = row.unit.name();
        let mut json = Vec::new();
        let mut text = format!("{:<20} {:<28} {:>8} {unit}", self.name, row.name, value(0));
        for (i, peer) in contenders.iter().enumerate().skip(1) {
            let ratios = times[i].iter().zip(&times[0]).map(|(peer, sinew)| peer / sinew);
            let ratio = median(ratios.collect());
            let (name, value) = (quote(&peer.name), value(i));
            json.push(format!("{{\"name\":{name},\"value\":{value},\"ratio\":{ratio:.3}}}"));
            text += &format!("   {} {value} ({ratio:.2}x)", peer.name);
        }
        println!(
            "{{\"table\":{},\"row\":{},\"unit\":{},\"sinew\":{},\"peers\":[{}]}}",
            quote(self.name),
            quote(&row.name),
            quote(&unit),
            value(0),
            json.join(",")
        );
        eprintln!("{text}");
    }

    /// What main returns: success when every row could be run and agreed.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(u8::from(self.failed))
    }
}
