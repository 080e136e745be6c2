using System.Net;

namespace Executor.Soak.Running;

/// <summary>Where processes run and sockets are, as far as the network goes.</summary>
internal abstract class Machine
{
    /// <summary>The machine of the tests.</summary>
    public static Machine This { get; } = new Own();

    /// <summary>Where the others reach it.</summary>
    public abstract IPAddress Address { get; }

    /// <summary>False while the others do not reach it.</summary>
    public abstract bool IsPlugged { get; }

    /// <summary>Does something there: the processes that it starts run there, and the sockets that it makes are there and stay.</summary>
    public abstract T Do<T>(Func<T> work);

    private sealed class Own : Machine
    {
        public override IPAddress Address => IPAddress.Loopback;

        public override bool IsPlugged => true;

        public override T Do<T>(Func<T> work) => work();
    }
}
