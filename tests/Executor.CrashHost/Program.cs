using System.Text.Json;
using Executor.CrashHost;

// The conversation with the test: this process prints "settled" and its view of the position once nothing is open or in doubt, waits for a
// line, then trades until it dies at the point it was given, or is killed.
var settings = CrashSettings.Parse(args);
var clock = ScaledClock.Continue(settings.Folder, factor: 50);
var killer = new KillSwitch(settings.Point, settings.Passage);
using var host = CrashSilo.Build(settings, clock, killer);
await host.StartAsync();

var scene = new Scene(host.Services, clock, settings.Seed);
await scene.BeginAsync();
var view = await scene.SettleAsync(CancellationToken.None);
Console.WriteLine($"settled {JsonSerializer.Serialize(Summary.Of(view))}");
if (await Console.In.ReadLineAsync() is not "go")
    return;

killer.Arm();
await scene.PlayAsync(CancellationToken.None);
