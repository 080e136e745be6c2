using Executor.Replay.Results;
namespace Executor.Replay.Output;
/// <summary>x</summary>
public static class ReplayHtml
{
    /// <summary>x</summary>
    public static void Write(Stream stream, ReplayResult result) { }
}
