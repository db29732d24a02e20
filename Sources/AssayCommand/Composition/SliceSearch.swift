internal import Measurements

/// The search for weak slices over opened data: bins from the first pass, counts from a second one.
struct SliceSearch {
  private var study: SliceStudy
  private let sample: ScanTicket<RowFold.Result>

  /// Adds the sample for the bins to the first pass; nil when no search was asked for.
  init?(
    _ arguments: SliceArguments, _ options: MetricOptions, _ open: OpenData,
    in plan: inout ScanPlan
  ) throws {
    guard arguments.slices else { return nil }
    var slicing = arguments.options
    slicing.apart = open.added
    study = try SliceStudy(options, slicing)
    try open.require(study.requiredColumns)
    sample = plan.add(study.sampleFold(among: open.names))
  }

  /// Reads the data again, searches and confirms.
  func report(_ open: OpenData, _ results: ScanResults) throws -> SliceReport {
    var study = self.study
    var plan = ScanPlan()
    let rows = plan.add(study.fold(try results[sample].get()))
    return study.report(try open.run(plan)[rows])
  }
}
