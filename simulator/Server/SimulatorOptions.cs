using Executor.Simulator.Server.Scenarios;

namespace Executor.Simulator.Server;

/// <summary>How a simulator is started.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Addresses it listens on, separated by semicolons; port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:9090";

    /// <summary>What it starts with.</summary>
    public Scenario Scenario { get; init; } = DefaultScenario.Create();

    /// <summary>Folder of the books; null keeps them in memory.</summary>
    public string? Folder { get; init; }

    /// <summary>Key that lets others than this machine use the control API; null: nobody.</summary>
    public string? ControlKey { get; init; }

    /// <summary>True when every market goes its seeded way from the start; false: prices move by the control API alone.</summary>
    public bool MovesMarkets { get; init; }

    /// <summary>Real time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>True when warnings and errors alone are logged.</summary>
    public bool IsQuiet { get; init; }
}
