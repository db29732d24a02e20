internal import ArgumentParser
internal import Learners
internal import Reports

/// `assay bench`: how fast a model answers, and what that takes.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measures latency, throughput, processor, memory and cost of a model.",
    discussion: """
      The model is an ONNX file, a command or an endpoint. Without --rate each
      question follows the answer before. With it questions are due at fixed
      moments, and a time counts from when its question was due: a model that
      stalls cannot hide it.

      Example:
        assay bench --onnx model.onnx --data test.parquet \\
          --columns distance,hour,wind --batch 1,64
        assay bench --command './score' --data requests.jsonl \\
          --price-per-hour 0.40 --json > bench.json
        assay bench --url http://127.0.0.1:8080/v2/models/late --protocol oip \\
          --data requests.jsonl --rate 50 --concurrency 8
      """)

  @OptionGroup var model: PredictorOptions

  @Option(help: ArgumentHelp("The rows to send.", valueName: "data"))
  var data: String

  @Option(help: ArgumentHelp("Only these columns, in this order.", valueName: "col,…"))
  var columns: ColumnList?

  @Option(help: ArgumentHelp("Rows of one question.", valueName: "n,…"))
  var batch = NumberList([1])

  @Option(help: ArgumentHelp("Questions at a time.", valueName: "n,…"))
  var concurrency = NumberList([1])

  @Option(help: ArgumentHelp("Questions that are due each second.", valueName: "n,…"))
  var rate: RateList?

  @Option(help: ArgumentHelp("Seconds of each measurement.", valueName: "seconds"))
  var duration = 10.0

  @Option(
    help: ArgumentHelp("Seconds before each that count for nothing.", valueName: "seconds"))
  var warmUp = 1.0

  @Option(help: ArgumentHelp("Coverage of the intervals.", valueName: "share"))
  var level = 0.95

  @Option(help: ArgumentHelp("The price of an hour of the machine.", valueName: "price"))
  var pricePerHour: Double?

  @Option(help: ArgumentHelp("The endpoint's process on this machine.", valueName: "pid"))
  var pid: Int32?

  @OptionGroup var output: OutputOptions

  /// Threads of this program that may ask at a time.
  private static let mostThreads = 1_024

  /// Questions of one open load: the times that they wait are held in memory.
  private static let mostArrivals = 10_000_000.0

  func validate() throws {
    guard duration >= 0.1, duration <= 3_600 else {
      throw ValidationError("--duration \(duration) is out of range: expected 0.1 to 3600 seconds")
    }
    if let fastest = rate?.numbers.max(), fastest * duration > Self.mostArrivals {
      throw ValidationError(
        "--rate \(fastest) for \(duration) seconds are more than \(Int(Self.mostArrivals)) questions"
      )
    }
    guard warmUp >= 0, warmUp <= 600 else {
      throw ValidationError("--warm-up \(warmUp) is out of range: expected 0 to 600 seconds")
    }
    guard level > 0, level < 1 else {
      throw ValidationError("--level \(level) is out of range: expected a share such as 0.95")
    }
    guard concurrency.numbers.allSatisfy({ $0 <= Self.mostThreads }) else {
      throw ValidationError("--concurrency is out of range: expected at most \(Self.mostThreads)")
    }
    if let pricePerHour, !(pricePerHour > 0 && pricePerHour.isFinite) {
      throw ValidationError("--price-per-hour \(pricePerHour) is out of range: expected above 0")
    }
    if let pid {
      guard model.url != nil else { throw ValidationError("--pid belongs to --url") }
      guard pid > 0 else { throw ValidationError("--pid \(pid) is no process") }
    }
  }

  /// The plan that the options make.
  var plan: BenchPlan {
    var plan = BenchPlan()
    plan.batches = batch.numbers
    plan.concurrencies = concurrency.numbers
    plan.rates = rate?.numbers ?? []
    plan.duration = duration
    plan.warmUp = warmUp
    plan.level = level
    plan.pricePerHour = pricePerHour
    plan.pid = pid
    return plan
  }

  func run() throws {
    let run = try BenchRun(self)
    Console.standard.warn(run.warnings)
    if output.json {
      try Console.standard.print(
        json: DocumentWithWarnings(body: run.report, warnings: run.warnings))
    } else {
      Console.standard.print(BenchTable(run.report).text(Console.standard.style))
    }
  }
}
