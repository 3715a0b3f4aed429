import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.List;

/** A server that speaks MongoDB's protocol: `MongoServer PORT` in memory, `MongoServer PORT FILE` with its data in a file. */
public final class MongoServer {
  public static void main(String[] args) {
    MongoBackend backend = args.length < 2 ? new MemoryBackend() : new DurableBackend(args[1]);
    new de.bwaldvogel.mongo.MongoServer(backend.version(new Recent())).bind("127.0.0.1", Integer.parseInt(args[0]));
  }

  /** H2 writes once a second by itself; what a client was told must survive the end of the process. */
  private static final class DurableBackend extends H2Backend {
    DurableBackend(String file) {
      super(file);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
      Document answer = super.handleMessage(message);
      commit();
      return answer;
    }
  }

  /** The least that the driver accepts; the commands it then uses are there. */
  private static final class Recent implements MongoVersion {
    @Override
    public List<Integer> getVersionArray() {
      return List.of(4, 4, 0);
    }

    @Override
    public int getWireVersion() {
      return 9;
    }
  }
}
