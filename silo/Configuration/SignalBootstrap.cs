namespace Executor.Silo.Configuration;

/// <summary>SIGNAL_BOOTSTRAP: what a start does with signals that were written while the service was down.</summary>
public enum SignalBootstrap
{
    /// <summary>They are taken like any other; the position skips those that are too old.</summary>
    Resume,

    /// <summary>They are marked as seen and never acted on, as in the original.</summary>
    Skip,
}
