import Foundation
import Testing

/// Alone on the server: a task that is seen is one of the run that loses it.
@Suite(
  "Spark that is lost in the middle", .serialized,
  .enabled(if: DatabaseServer.all.allSatisfy { $0.address != nil }))
struct LostSparkTests {
  @Test("A worker of Spark that dies while it counts changes no count")
  func survivesWorker() throws {
    let server = try #require(DatabaseServer.all.last)
    let group = try #require(ProcessInfo.processInfo.environment["ASSAY_TEST_SPARK_GROUP"])
    let folder = try Folder()
    let address = try #require(server.address)
    // A condition that always holds, and takes its time: tasks last seconds.
    let rows =
      "select id % 1000 as few, cast(id as double) / 7 as x from range(0, 1000000, 1, 8) "
      + "where aggregate(sequence(1, 20 + cast(id % 3 as int)), 0, (a, b) -> a + b) > 0"
    // Spark tells of a task that was running on a worker that died. One that just ended is none:
    // another worker is ended then.
    let run = try InterruptionTests.shell(
      """
      export SPARK_REMOTE='\(address)'
      lost() { grep -c 'Lost task' "$ASSAY_TEST_SPARK_LOG"; }
      before=$(lost)
      "$ASSAY" profile 'spark:\(rows)' --save there.json >/dev/null & job=$!
      while [ "$(lost)" -eq "$before" ]; do
        \(Self.waitForTask(group)) || exit 97
        kill -KILL "$worker"; sleep 2
      done
      kill -0 $job || exit 96
      wait $job
      """, in: folder.url)
    #expect(run.status == 0, "\(run.status) \(run.errors)")
    let found = try Assay.run(
      ["profile", "duckdb:\(Self.sparkRange)", "--save", "here.json"], in: folder.url)
    #expect(found.status == 0)
    let files = try ["here", "there"].map { name in
      try #require(
        JSONSerialization.jsonObject(
          with: Data(contentsOf: folder.url.appending(path: "\(name).json"))) as? NSDictionary)
    }
    #expect(files[0] == files[1])
  }

  @Test(
    "A connection to Spark that breaks in the middle is made again, and the answer is that of the rows"
  )
  func connectsAgain() throws {
    let server = try #require(DatabaseServer.all.last)
    let group = try #require(ProcessInfo.processInfo.environment["ASSAY_TEST_SPARK_GROUP"])
    let port = try #require(server.address?.split(separator: ":").last)
    let folder = try Folder()
    try folder.write(
      """
      import os, socket, threading
      listener = socket.create_server(("127.0.0.1", 0))
      open("port", "w").write(str(listener.getsockname()[1]))
      os.rename("port", "port.ready")
      pairs = []
      def pass_on(source, sink):
          try:
              while data := source.recv(65536): sink.sendall(data)
          except OSError: pass
          for one in (source, sink):
              try: one.shutdown(socket.SHUT_RDWR)
              except OSError: pass
      def cut():
          while not os.path.exists("cut"): threading.Event().wait(0.02)
          for one in [one for pair in pairs for one in pair]:
              try: one.shutdown(socket.SHUT_RDWR)
              except OSError: pass
          os.rename("cut", "was.cut")
      def stop():
          while not os.path.exists("stop"): threading.Event().wait(0.05)
          os._exit(0)
      threading.Thread(target=cut, daemon=True).start()
      threading.Thread(target=stop, daemon=True).start()
      while True:
          client = listener.accept()[0]
          other = socket.create_connection(("127.0.0.1", \(port)))
          pairs.append((client, other))
          threading.Thread(target=pass_on, args=(client, other), daemon=True).start()
          threading.Thread(target=pass_on, args=(other, client), daemon=True).start()
      """, to: "proxy.py")
    let run = try InterruptionTests.shell(
      """
      python3 proxy.py >/dev/null 2>&1 &
      trap 'touch stop' EXIT
      while [ ! -e port.ready ]; do sleep 0.05; done
      export SPARK_REMOTE=sc://127.0.0.1:$(cat port.ready)
      "$ASSAY" profile 'spark:select id % 1000 as few, cast(id as double) / 7 as x from range(0, 1000000, 1, 8)' \
        --save there.json >/dev/null & job=$!
      \(Self.waitForTask(group)) || exit 97
      touch cut; while [ -e cut ]; do sleep 0.02; done; kill -0 $job || exit 96
      wait $job
      """, in: folder.url)
    #expect(run.status == 0, "\(run.status) \(run.errors)")
    let expected = try Assay.run(
      ["profile", "duckdb:\(Self.sparkRange)", "--save", "here.json"], in: folder.url)
    #expect(expected.status == 0)
    let files = try ["here", "there"].map { name in
      try #require(
        JSONSerialization.jsonObject(
          with: Data(contentsOf: folder.url.appending(path: "\(name).json"))) as? NSDictionary)
    }
    #expect(files[0] == files[1])
  }

  /// Waits until a worker of Spark computes a task: a thread that is named after one uses the
  /// processor.
  ///
  /// Fails when the job is over before.
  private static func waitForTask(_ group: String) -> String {
    """
    worker=''
    while [ -z "$worker" ] && kill -0 $job; do
      for one in $(pgrep -g \(group) -f CoarseGrainedExecutorBackend); do
        cat /proc/$one/task/*/stat 2>/dev/null | grep -q '(Executor task l) R' && worker=$one
      done
      sleep 0.02
    done
    [ -n "$worker" ]
    """
  }

  /// The rows that the worker counts, in the embedded engine.
  private static let sparkRange =
    "select range % 1000 as few, cast(range as double) / 7 as x from range(1000000)"
}
